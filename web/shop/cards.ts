/** Why a bank said no, as the signal to Heed names it. */
export type Decline = "3ds_failed" | "insufficient_funds" | "expired_card" | "card_declined";
export type CardAnswer =
  | { readonly kind: "paid" }
  | { readonly kind: "declined"; readonly reason: Decline }
  | { readonly kind: "incomplete" };

/** The demo bank's cards; any other well-formed number is declined. */
const CARDS: Readonly<Record<string, Decline | "paid">> = {
  "4242424242424242": "paid",
  "4000000000003220": "3ds_failed",
  "4000000000009995": "insufficient_funds",
  "4000000000000069": "expired_card",
};

/** Asks the demo bank. The number is neither kept nor logged. */
export function charge(number: string): CardAnswer {
  const digits = number.replace(/[\s-]/g, "");
  if (!/^\d{13,19}$/.test(digits)) return { kind: "incomplete" };
  const answer = CARDS[digits] ?? "card_declined";
  return answer === "paid" ? { kind: "paid" } : { kind: "declined", reason: answer };
}
