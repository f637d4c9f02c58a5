/** A discount above what its agent may give alone, while a supervisor is asked. Percentages of the cart, money in its currency's main unit, times epoch ms. */
export interface ApprovalView {
  readonly code: string;
  readonly conversation: string;
  readonly agent: { readonly id: string; readonly name: string };
  readonly percent: number;
  /** What it would cost at most. */
  readonly cost: number;
  readonly cart: number;
  readonly currency: string;
  /** When nobody has answered by then, the offer is made with `fallback` percent; 0: it is not made. */
  readonly until: number;
  readonly fallback: number;
  /** In the agent's words. */
  readonly why?: string;
}

/** What came of it. `percent`: of the offer that was made, if one was. */
export interface ApprovalOver {
  readonly code: string;
  readonly conversation: string;
  readonly outcome: "approved" | "refused" | "timed-out" | "withdrawn";
  readonly percent?: number;
  readonly by?: { readonly id: string; readonly name: string };
  readonly reason?: string;
}

/** What an agent may offer, for her console's buttons; the server has the last word. */
export interface OfferLimits {
  readonly minPercent: number;
  readonly maxPercent: number;
  /** Above it a supervisor is asked. */
  readonly approveAbove: number;
}

/** Letters of an agent's why, and of a supervisor's reason. */
export const MOST_WHY = 280;
