import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";
import { Fetched } from "./fetched.tsx";
import { duration, moment, phrase } from "./format.ts";
import { useHttp } from "./use-http.ts";

interface Decisions {
  readonly decisions: readonly {
    readonly at: number;
    readonly end: string;
    readonly rule?: string;
    readonly lines: readonly string[];
  }[];
}

/** Why this shopper was or was not invited: the latest evaluations, newest first. */
export function DecisionsDialog({
  visitor,
  onClose,
}: {
  readonly visitor: string;
  readonly onClose: () => void;
}) {
  const { now } = useDesk();
  const [reply] = useHttp<Decisions>(`visits/${encodeURIComponent(visitor)}/decisions`);
  return (
    <Dialog label="Why this shopper was invited" name="sheet broad" onClose={onClose}>
      {(close) => (
        <>
          <h2>Why this shopper was invited</h2>
          <Fetched
            reply={reply}
            waiting="Looking …"
            why={({ code, message }) =>
              code === "not_found" ? "Nothing of this visit is remembered." : message
            }
          >
            {({ decisions }) => (
              <ol class="decisions">
                {decisions.map(({ at, end, rule, lines }) => (
                  <li key={at}>
                    <p>
                      <strong>{phrase(end)}</strong>
                      {rule !== undefined && ` · ${phrase(rule)}`}{" "}
                      <span class="muted" title={moment(at)}>
                        {duration(now() - at)} ago
                      </span>
                    </p>
                    <ul class="muted">
                      {lines.map((line) => (
                        <li key={line}>{line}</li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            )}
          </Fetched>
          <button type="button" class="quiet" onClick={close}>
            Done
          </button>
        </>
      )}
    </Dialog>
  );
}
