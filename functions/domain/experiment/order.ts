/**
 * A purchase that the shop's back end confirmed. Amounts in the currency's main unit, times epoch ms. The net value is `value - discount`, the net margin
 * `margin - discount`.
 */
export interface Order {
  /** The shop's own number. */
  readonly id: string;
  readonly at: number;
  readonly visitor?: string;
  /** A discount code that was used, by which the visitor is known too. */
  readonly code?: string;
  /** Of the goods, before the discount. */
  readonly value: number;
  readonly currency: string;
  /** What the shop earns with these goods at their full price; may be negative. */
  readonly margin?: number;
  /** What Heed's offer took off. */
  readonly discount?: number;
  /** Everything that follows from it is done. */
  readonly settled?: true;
}

/** Do two confirmations of one order say the same? Time and progress aside. */
export function sameOrder(a: Order, b: Order): boolean {
  const said = ({ id, visitor, code, value, currency, margin, discount }: Order) =>
    JSON.stringify([id, visitor, code, value, currency, margin, discount]);
  return said(a) === said(b);
}
