import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";
import { Fetched } from "../fetched.tsx";
import { moment } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { useHttp } from "../use-http.ts";
import type { Change, Changes } from "./answers.ts";
import { ChangeWords } from "./change-words.tsx";

const NAMES: Readonly<Record<string, string>> = {
  hours: "Opening hours",
  holdout: "Invitations",
  offers: "Offers",
  theme: "Theme",
  replies: "Replies",
  guides: "Guides",
  panel: "Panel",
  rules: "Rules",
};

/** Who changed what, when and why, over everything that admins set. */
export function Audit() {
  const [reply] = useHttp<Changes>("audit");
  return <Fetched reply={reply}>{(first) => <All first={first} />}</Fetched>;
}

function All({ first }: { readonly first: Changes }) {
  const { http } = useDesk();
  const [more, setMore] = useState<readonly Change[]>([]);
  const [next, setNext] = useState<{ readonly after: string | undefined }>();
  const [problem, setProblem] = useState<string>();
  const changes = [...first.changes, ...more];
  const after = next ? next.after : first.next;
  const fetchMore = async (from: string) => {
    const page = await http.ask<Changes>(`audit?after=${encodeURIComponent(from)}`);
    setProblem(page.ok ? undefined : page.message);
    if (!page.ok) return;
    setMore([...more, ...page.value.changes]);
    setNext({ after: page.value.next });
  };
  return (
    <section aria-label="Everything that was changed">
      <h3>Everything that was changed</h3>
      {changes.length === 0 && <p class="muted">Nothing yet.</p>}
      {changes.length > 0 && (
        <Scroll label="Changes, newest first">
          <table class="audit">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <Row key={`${change.name} ${change.version}`} change={change} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {after !== undefined && (
        <button type="button" class="quiet" onClick={() => void fetchMore(after)}>
          Earlier ones
        </button>
      )}
    </section>
  );
}

function Row({ change: { name, version, at, by, of, note, what } }: { readonly change: Change }) {
  return (
    <tr>
      <td>{moment(at)}</td>
      <td>{by?.name ?? by?.id ?? "Command line"}</td>
      <th scope="row">
        {of ? `Agent ${of.name ?? of.id}` : (NAMES[name] ?? name)}{" "}
        <span class="muted">version {version}</span>
      </th>
      <td>
        {note !== undefined && <q>{note}</q>}
        <ChangeWords what={what} />
      </td>
    </tr>
  );
}
