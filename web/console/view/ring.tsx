import { useState } from "preact/hooks";
import type { RingView } from "../../../functions/contract/server-events.ts";
import { useDesk } from "./desk-context.ts";
import { duration, languageName, money, phrase } from "./format.ts";
import { useSeconds } from "./ticker.ts";
import { WhyLines } from "./why-lines.tsx";

/** A conversation that rings: its language, value and reason, and the time there is to answer. */
export function Ring({ ring, first }: { readonly ring: RingView; readonly first: boolean }) {
  const { desk, now } = useDesk();
  const time = useSeconds(now);
  const { language, cart, reason, name } = ring.context;
  const left = Math.max(0, ring.until - time);
  // The shopper may have waited long before it rang here: the bar is full when the card appears.
  const [whole] = useState(Math.max(1, left));
  return (
    <article class="ring" aria-label={`Ringing: ${languageName(language)}`}>
      <p class="ring-title">
        <strong>{languageName(language)}</strong>
        {cart && cart.items > 0 && <span>{money(cart.value, cart.currency)}</span>}
      </p>
      <p class="muted">
        {name && `${name} · `}
        {reason ? phrase(reason.rule) : "Started the chat"} · waits {duration(time - ring.since)}
      </p>
      {ring.why && ring.why.length > 0 && (
        <details class="why">
          <summary>Why you</summary>
          <WhyLines lines={ring.why} />
        </details>
      )}
      <progress aria-hidden="true" max={whole} value={left} class={left < 6000 ? "ending" : ""} />
      <p class="actions">
        <button type="button" class="primary" onClick={() => void desk.accept(ring)}>
          Accept <span aria-hidden="true">{duration(left)}</span>
        </button>
        <button type="button" class="quiet" onClick={() => void desk.decline(ring)}>
          Decline
        </button>
      </p>
      {first && (
        <p class="muted hint">
          <kbd>Alt A</kbd> accepts, <kbd>Alt X</kbd> declines
        </p>
      )}
    </article>
  );
}

/** Said once per ring by a screen reader; the card's count-down would be said every second. */
export const announcementOf = ({ context: { language, cart, reason } }: RingView): string =>
  [
    `${languageName(language)} shopper rings`,
    reason && phrase(reason.rule),
    cart && cart.items > 0 && money(cart.value, cart.currency),
  ]
    .filter(Boolean)
    .join(", ");
