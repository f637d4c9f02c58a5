import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";
import { Fetched } from "../fetched.tsx";
import { moment } from "../format.ts";
import { useHttp } from "../use-http.ts";
import type { Changes } from "./answers.ts";
import { ChangeWords } from "./change-words.tsx";

/** Who changed something, when, what and why; each earlier version can be made live again. */
export function History({
  path,
  live,
  ships,
  onReverted,
}: {
  readonly path: string;
  readonly live: number;
  /** What Heed and the stage ship can be had again as version 0. */
  readonly ships: boolean;
  readonly onReverted: () => void;
}) {
  const { http } = useDesk();
  const [reply, again] = useHttp<Changes>(`${path}/history`);
  const [problem, setProblem] = useState<string>();
  const revert = async (version: number) => {
    const answer = await http.ask(`${path}/revert`, { method: "POST", body: { version } });
    setProblem(answer.ok ? undefined : `Not taken back. ${answer.message}`);
    if (!answer.ok) return;
    onReverted();
    again();
  };
  const button = (version: number, what: string) => (
    <button type="button" class="quiet" onClick={() => void revert(version)}>
      Revert<span class="sr"> to {what}</span>
    </button>
  );
  return (
    <section class="history" aria-label="History">
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Fetched reply={reply}>
        {({ changes }) => (
          <>
            {changes.length === 0 && <p class="muted">Nobody has changed it yet.</p>}
            <ol>
              {changes.map(({ version, at, by, note, what }) => (
                <li key={version}>
                  <div>
                    {version === 0 ? (
                      <strong>As it was at first</strong>
                    ) : (
                      <>
                        <strong>Version {version}</strong> {moment(at)},{" "}
                        {by?.name ?? by?.id ?? "by the command line"}
                      </>
                    )}
                    {note !== undefined && <q>{note}</q>}
                    <ChangeWords what={what} />
                  </div>
                  {version === live ? (
                    <span class="badge still">live</span>
                  ) : (
                    button(version, version === 0 ? "what was at first" : `version ${version}`)
                  )}
                </li>
              ))}
              {ships && live !== 0 && (
                <li>
                  <strong>What is shipped</strong>
                  {button(0, "what is shipped")}
                </li>
              )}
            </ol>
          </>
        )}
      </Fetched>
    </section>
  );
}
