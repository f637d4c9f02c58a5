import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import { useDesk } from "./desk-context.ts";
import { duration, moment, phrase } from "./format.ts";
import { useSeconds } from "./ticker.ts";

/** Signals that mean trouble stand out from mere steps. */
const TROUBLE =
  /hesitation|exit|error|failed|invalid|rage|dead|empty|repeated|removed|rejected|declined|back-and-forth/;

/** What the shopper did, newest first. */
export function Trail({ trail }: Pick<ShopperContext, "trail">) {
  const { now } = useDesk();
  const time = useSeconds(now);
  if (trail.length === 0) return <p class="muted">Nothing yet.</p>;
  return (
    <ol class="trail">
      {trail.toReversed().map(({ kind, at, page, detail }, index) => (
        <li key={`${at} ${kind} ${index}`} class={TROUBLE.test(kind) ? "trouble" : undefined}>
          <span>
            {phrase(kind)}
            {detail && <span class="muted"> {detail}</span>}
          </span>
          <span class="muted" title={moment(at)}>
            {page}, {duration(time - at)} ago
          </span>
        </li>
      ))}
    </ol>
  );
}
