import type { ApprovalOver, ApprovalView } from "../../../../functions/contract/approval.ts";
import { useDesk } from "../desk-context.ts";
import { duration } from "../format.ts";
import { useSeconds } from "../ticker.ts";

/** An agent's own proposal while a supervisor is asked. */
export function Asked({ approval }: { readonly approval: ApprovalView }) {
  const { now } = useDesk();
  const left = Math.max(0, approval.until - useSeconds(now));
  return (
    <p class="asked">
      A supervisor is asked for <strong>{approval.percent} %</strong>.{" "}
      <span class="muted">
        The shopper sees nothing yet.{" "}
        {approval.fallback > 0
          ? `Without an answer ${approval.fallback} %`
          : "Without an answer none"}{" "}
        in {duration(left)}.
      </span>
    </p>
  );
}

/** What came of an agent's own proposal, in words. */
export function overWords({ outcome, percent, by, reason }: ApprovalOver): string {
  switch (outcome) {
    case "approved":
      return `${by?.name ?? "A supervisor"} approved ${percent} %.`;
    case "refused":
      return `${by?.name ?? "A supervisor"} refused${reason === undefined ? "." : `: ${reason}`}`;
    case "timed-out":
      return percent === undefined
        ? "Nobody answered. No discount was made."
        : `Nobody answered. ${percent} % was made.`;
    case "withdrawn":
      return "It was taken back with the end of the chat.";
  }
}
