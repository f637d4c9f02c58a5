/**
 * Probability that more than `k` of `m` independent invitations are accepted.
 * @param acceptance of one invitation, 0…1
 */
export function moreThan(k: number, m: number, acceptance: number): number {
  if (k >= m) return 0;
  if (k < 0 || acceptance >= 1) return 1;
  if (acceptance <= 0) return 0;
  // The terms of the distribution function one from the other: no factorials, so nothing overflows.
  let term = (1 - acceptance) ** m;
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= ((m - i + 1) / i) * (acceptance / (1 - acceptance));
    sum += term;
  }
  return Math.max(0, 1 - sum);
}

/** A risk that a stage allows itself. Off unless it is set. */
export interface Overbooking {
  /** Share of invitations that become a chat, 0…1, measured; better too high than too low. */
  readonly acceptance: number;
  /** Most tolerated probability that more accept than there are slots, 0…1. */
  readonly risk: number;
  /** Never more open invitations than this many times the slots. */
  readonly most: number;
}

/**
 * How many invitations may be open at once for `slots` free slots: the largest m with P(Binomial(m, acceptance) > slots) ≤ risk, and never fewer
 * than the slots themselves.
 */
export function openable(slots: number, overbooking: Overbooking | undefined): number {
  if (slots <= 0) return 0;
  if (overbooking === undefined) return slots;
  const limit = Math.floor(slots * overbooking.most);
  let m = slots;
  while (m < limit && moreThan(slots, m + 1, overbooking.acceptance) <= overbooking.risk) m += 1;
  return m;
}
