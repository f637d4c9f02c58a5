import { useState } from "preact/hooks";
import type { HttpReply } from "../../http.ts";
import { duration, languageName, phrase } from "../format.ts";
import type { DryRun, Rule } from "./answers.ts";
import { conditionWords } from "./condition.ts";
import { DryRunTable } from "./dry-run.tsx";

/** One rule in words: when it is asked, when it fires, what it says and whom it wants. */
export function RuleCard({
  rule,
  onEdit,
  onTry,
}: {
  readonly rule: Rule;
  readonly onEdit: (() => void) | undefined;
  readonly onTry: (() => Promise<HttpReply<DryRun>>) | undefined;
}) {
  const [tried, setTried] = useState<HttpReply<DryRun>>();
  const [busy, setBusy] = useState(false);
  const tryOut = async () => {
    if (busy || !onTry) return;
    setBusy(true);
    setTried(await onTry());
    setBusy(false);
  };
  const { id, name, priority, on, when, texts, needs, offer, holdSeconds, disabled } = rule;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Asked at", on.map(phrase).join(", ")],
    ["Fires when", when ? conditionWords(when) : "always"],
    ["Topic", needs?.topic],
    ["Offer", offer && `${offer.percent} %`],
    ["Agent held", holdSeconds === undefined ? undefined : duration(holdSeconds * 1000)],
    ["Languages", Object.keys(texts).map(languageName).join(", ")],
  ];
  return (
    <article class="rule" aria-label={name ?? phrase(id)}>
      <h3>
        {name ?? phrase(id)}
        {disabled && <span class="badge still">off</span>}
        <span class="muted"> priority {priority}</span>
      </h3>
      <dl>
        {facts.map(
          ([label, value]) =>
            value !== undefined &&
            value !== "" && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {(onEdit || onTry) && (
        <p class="acts">
          {onTry && (
            <button type="button" class="quiet" aria-disabled={busy} onClick={tryOut}>
              {busy ? "Trying …" : "Dry-run"}
              <span class="sr"> {id}</span>
            </button>
          )}
          {onEdit && (
            <button type="button" class="quiet" onClick={onEdit}>
              Edit<span class="sr"> {id}</span>
            </button>
          )}
        </p>
      )}
      {tried && !tried.ok && (
        <p class="problem" role="alert">
          {tried.message}
        </p>
      )}
      {tried?.ok && <DryRunTable run={tried.value} />}
    </article>
  );
}
