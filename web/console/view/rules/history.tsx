import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";
import { Fetched } from "../fetched.tsx";
import { count, moment } from "../format.ts";
import { useHttp } from "../use-http.ts";
import type { History } from "./answers.ts";
import { FaultList } from "./fault-list.tsx";
import { faultsOf } from "./faults.ts";

/** Who changed the rules, when and why; an admin makes an earlier set live again. */
export function HistoryList({
  live,
  admin,
  onReverted,
}: {
  readonly live: number;
  readonly admin: boolean;
  readonly onReverted: () => void;
}) {
  const { http } = useDesk();
  const [reply, again] = useHttp<History>("rules/history");
  const [problem, setProblem] = useState<Parameters<typeof faultsOf>[0]>();
  const revert = async (version: number) => {
    const answer = await http.ask("rules/revert", { method: "POST", body: { version } });
    setProblem(answer.ok ? undefined : answer);
    if (!answer.ok) return;
    onReverted();
    again();
  };
  return (
    <section aria-label="History" class="history">
      {problem && <FaultList title="Not taken back" faults={faultsOf(problem)} />}
      <Fetched reply={reply}>
        {({ changes }) => (
          <>
            {changes.length === 0 && <p class="muted">These are the rules that Heed ships.</p>}
            <ol>
              {changes.map(({ version, at, by, note, count: rules }) => (
                <li key={version}>
                  <span>
                    <strong>Version {version}</strong> {moment(at)}, {by.name ?? by.id},{" "}
                    {count(rules, "rule")}
                    {note !== undefined && note !== "" && <q>{note}</q>}
                  </span>
                  {version === live && <span class="badge still">live</span>}
                  {admin && version !== live && (
                    <button type="button" class="quiet" onClick={() => void revert(version)}>
                      Make live again<span class="sr"> version {version}</span>
                    </button>
                  )}
                </li>
              ))}
              {live !== 0 && admin && (
                <li>
                  <strong>What Heed ships</strong>
                  <button type="button" class="quiet" onClick={() => void revert(0)}>
                    Make live again<span class="sr"> what Heed ships</span>
                  </button>
                </li>
              )}
            </ol>
          </>
        )}
      </Fetched>
    </section>
  );
}
