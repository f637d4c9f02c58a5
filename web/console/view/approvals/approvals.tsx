import type { ApprovalView } from "../../../../functions/contract/approval.ts";
import { money } from "../format.ts";
import { ApprovalCard } from "./card.tsx";

/** What supervisors are asked: discounts that their agents may not give alone. */
export function Approvals({ waiting }: { readonly waiting: readonly ApprovalView[] }) {
  return (
    <>
      <p class="sr" role="status">
        {waiting.map(announcementOf).join(". ")}
      </p>
      {waiting.length > 0 && (
        <section class="approvals">
          <h2>To approve</h2>
          {waiting.map((approval, index) => (
            <ApprovalCard key={approval.code} approval={approval} first={index === 0} />
          ))}
        </section>
      )}
    </>
  );
}

/** Said once by a screen reader; the card's count-down would be said every second. */
const announcementOf = ({ agent, percent, cost, currency }: ApprovalView): string =>
  `${agent.name} asks for ${percent} %, at most ${money(cost, currency)}`;
