import { useId, useState } from "preact/hooks";
import { type ApprovalView, MOST_WHY } from "../../../../functions/contract/approval.ts";
import { useDesk } from "../desk-context.ts";
import { duration, money } from "../format.ts";
import { useSeconds } from "../ticker.ts";

/** One proposal: who asks, for what and why, and the time there is to answer. */
export function ApprovalCard({
  approval,
  first,
}: {
  readonly approval: ApprovalView;
  readonly first: boolean;
}) {
  const { desk, now } = useDesk();
  const time = useSeconds(now);
  const id = useId();
  const [percent, setPercent] = useState(approval.percent);
  const [reason, setReason] = useState("");
  const [whole] = useState(Math.max(1, approval.until - time));
  const { agent, cart, currency, why, until, fallback, code, conversation } = approval;
  const left = Math.max(0, until - time);
  const told = async (asked: Promise<string | undefined>) => desk.tell(await asked);
  const lower = percent < approval.percent ? { percent } : {};
  const words = reason.trim();
  return (
    <article class="ring approval" aria-label={`${agent.name} asks for ${approval.percent} %`}>
      <p class="ring-title">
        <strong>
          {agent.name}: {`${approval.percent}\u00a0%`}
        </strong>
        <span>
          {money((cart * percent) / 100, currency)} of {money(cart, currency)}
        </span>
      </p>
      {why !== undefined && (
        <p>
          <q>{why}</q>
        </p>
      )}
      <p class="muted">
        {fallback > 0
          ? `Without an answer ${fallback} % is made`
          : "Without an answer none is made"}{" "}
        in {duration(left)}.
      </p>
      <progress aria-hidden="true" max={whole} value={left} class={left < 15_000 ? "ending" : ""} />
      <div class="fields">
        <label for={`${id}-percent`}>Percent</label>
        <input
          id={`${id}-percent`}
          type="number"
          min={1}
          max={approval.percent}
          value={percent}
          onInput={({ currentTarget: { valueAsNumber } }) =>
            Number.isInteger(valueAsNumber) && setPercent(valueAsNumber)
          }
        />
        <label for={`${id}-reason`}>Reason, if you refuse</label>
        <input
          id={`${id}-reason`}
          value={reason}
          maxLength={MOST_WHY}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
      <p class="actions">
        <button
          type="button"
          class="primary"
          onClick={() => void told(desk.approvals.answer(code, "approve", lower))}
        >
          Approve {percent} %
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            void told(desk.approvals.answer(code, "refuse", words === "" ? {} : { reason: words }))
          }
        >
          Refuse
        </button>
        <button type="button" class="link" onClick={() => void told(desk.team.watch(conversation))}>
          Look at the chat
        </button>
      </p>
      {first && (
        <p class="muted hint">
          <kbd>Alt P</kbd> approves, <kbd>Alt Z</kbd> refuses
        </p>
      )}
    </article>
  );
}
