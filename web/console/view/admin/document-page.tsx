import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Fetched } from "../fetched.tsx";
import { moment } from "../format.ts";
import { useHttp } from "../use-http.ts";
import type { DocumentName, DocumentValues, DocumentView } from "./answers.ts";
import { History } from "./history.tsx";
import { SaveBar } from "./save-bar.tsx";
import { type Editing, useEditing } from "./use-editing.ts";

/** What is wrong, by the path of its place in the value. */
export type Faults = Readonly<Record<string, string>>;

interface Form<N extends DocumentName> {
  readonly value: DocumentValues[N];
  readonly change: (value: DocumentValues[N]) => void;
  /** What is wrong at a path, by this form's own checks or by the server's. */
  readonly fault: (path: string) => string | undefined;
}

interface PageProps<N extends DocumentName> {
  readonly name: N;
  readonly title: string;
  readonly intro: ComponentChildren;
  /** Pure; what the server would refuse, in words. */
  readonly check: (value: DocumentValues[N]) => Faults;
  /** What is live elsewhere must be fetched anew. */
  readonly onSaved?: () => void;
  readonly children: (form: Form<N>) => ComponentChildren;
}

/** A document that admins set: its form, saving, and its history. */
export function DocumentPage<N extends DocumentName>(props: PageProps<N>) {
  const [reply, again] = useHttp<DocumentView<N>>(`documents/${props.name}`);
  return (
    <Fetched reply={reply}>{(live) => <Loaded {...props} live={live} again={again} />}</Fetched>
  );
}

function Loaded<N extends DocumentName>({
  name,
  title,
  intro,
  check,
  onSaved,
  children,
  live,
  again,
}: PageProps<N> & { readonly live: DocumentView<N>; readonly again: () => void }) {
  const [history, setHistory] = useState(false);
  const path = `documents/${name}`;
  const renew = () => {
    again();
    onSaved?.();
  };
  const editing: Editing<DocumentValues[N]> = useEditing(
    path,
    live,
    (value, note) => ({ value, ...(note !== "" && { note }) }),
    renew,
  );
  const faults = check(editing.value);
  const [, at = "", words = ""] = /^([\w.-]+): (.+)$/s.exec(editing.failure?.message ?? "") ?? [];
  return (
    <form
      class="document"
      aria-label={title}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <header>
        <h3>{title}</h3>
        <span class="muted">
          {live.version === 0 ? "As shipped" : `Version ${live.version}`}
          {live.version > 0 && live.shipped && ", as shipped"}
          {live.at !== undefined && ` of ${moment(live.at)}`}
          {live.by && ` by ${live.by.name ?? live.by.id}`}
        </span>
        <span class="space" />
        <button
          type="button"
          class="quiet"
          aria-expanded={history}
          onClick={() => setHistory(!history)}
        >
          History
        </button>
      </header>
      {history && (
        <History
          key={live.version}
          path={path}
          live={live.version}
          ships
          onReverted={() => {
            editing.drop();
            renew();
          }}
        />
      )}
      <p class="muted">{intro}</p>
      {children({
        value: editing.value,
        change: editing.change,
        fault: (place) => faults[place] ?? (place === at ? words : undefined),
      })}
      <SaveBar editing={editing} faulty={Object.keys(faults).length > 0} />
    </form>
  );
}
