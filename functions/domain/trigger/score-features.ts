/** What the model sees of a visit: nothing that a shop's own page statistics, its orders or the calendar would have to tell. */
export interface Browsing {
  /** Pages about goods: products, categories, searches, the shop's front. */
  readonly goods: number;
  /** Pages about the shop: help, delivery terms, contact. */
  readonly help: number;
  /** Everything else, the account's pages first of all. */
  readonly other: number;
  /** From the first signal to the last. */
  readonly seconds: number;
  readonly returning: boolean;
}

/** Where the straight pieces of each curve meet, in the logarithm's units. Chosen at about the quintiles of the training data. */
const GOODS_KNOTS = [1.5, 2.2, 2.8, 3.4, 4.2];
const SECONDS_KNOTS = [4, 5.5, 6.5, 7.3, 8];

function hinges(x: number, knots: readonly number[]): number[] {
  return knots.map((knot) => Math.max(0, x - knot));
}

/** Names of `features`' numbers, in their order. */
export const FEATURES: readonly string[] = [
  "goods",
  ...GOODS_KNOTS.map((knot) => `goods>${knot}`),
  "seconds",
  ...SECONDS_KNOTS.map((knot) => `seconds>${knot}`),
  "help",
  "other",
  "other-any",
  "pace",
  "returning",
  "returning*goods",
  "returning*seconds",
  "returning*other",
];

/** The model's features of a visit, as in `FEATURES`; counts and times as log(1 + x), curves as straight pieces. Training and serving share this function. */
export function features({ goods, help, other, seconds, returning }: Browsing): number[] {
  const g = Math.log1p(goods);
  const s = Math.log1p(seconds);
  const o = Math.log1p(other);
  const r = returning ? 1 : 0;
  const pace = Math.log1p(seconds / Math.max(1, goods + help + other));
  return [
    g,
    ...hinges(g, GOODS_KNOTS),
    s,
    ...hinges(s, SECONDS_KNOTS),
    Math.log1p(help),
    o,
    other > 0 ? 1 : 0,
    pace,
    r,
    r * g,
    r * s,
    r * o,
  ];
}
