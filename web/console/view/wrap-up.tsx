import { useDesk } from "./desk-context.ts";
import { duration } from "./format.ts";
import { useSeconds } from "./ticker.ts";

/** The slot of a chat that has ended is kept for what comes after it; the agent may free it at once. */
export function WrapUp({
  conversation,
  until,
}: {
  readonly conversation: string;
  /** Epoch ms. */
  readonly until: number;
}) {
  const { desk, now } = useDesk();
  const left = until - useSeconds(now);
  if (left <= 0) return null;
  return (
    <p class="wrap-up">
      <span>
        Wrap-up: <span class="time">{duration(left)}</span> left
      </span>
      <button
        type="button"
        class="quiet"
        onClick={() => void desk.presence.endWrapUp(conversation)}
      >
        Done
      </button>
    </p>
  );
}
