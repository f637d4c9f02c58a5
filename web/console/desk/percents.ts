import type { OfferLimits } from "../../../functions/contract/approval.ts";

/** What one press offers: the policy's least, what an agent may give alone, and its most, each once. */
export const percentsOf = ({
  minPercent,
  approveAbove,
  maxPercent,
}: OfferLimits): readonly number[] =>
  [...new Set([minPercent, approveAbove, maxPercent])].filter(
    (percent) => percent >= minPercent && percent <= maxPercent,
  );

/** Up to which percentage nobody need be asked. */
export const aloneUpTo = (limits: OfferLimits, isLead: boolean): number =>
  isLead ? limits.maxPercent : limits.approveAbove;
