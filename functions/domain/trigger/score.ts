import type { Visit } from "../visit/visit.ts";
import { frictionOf } from "./friction.ts";
import { type Browsing, FEATURES, features } from "./score-features.ts";
import model from "./score-weights.json" with { type: "json" };

/**
 * Share of filled carts that are abandoned: the usual published average, an assumption. Once something is in the cart, anonymous clicks tell next to
 * nothing about who will buy, so from then on the model claims nothing about it and only friction moves the score.
 */
export const CART_ABANDONMENT = 0.7;

const byName: Readonly<Record<string, number>> = model.weights;
const WEIGHTS: readonly number[] = FEATURES.map((name) => byName[name] ?? 0);

/** What the score rests on: the trained model of browsing, or the fixed base rate of visits with a cart. */
export type Basis = "browsing" | "cart";

export interface LossScore {
  /** Risk that this visit ends without a purchase, 0…1. */
  readonly risk: number;
  readonly basis: Basis;
  /** What friction added, in log-odds. */
  readonly friction: number;
}

/** The model's share of the score: log-odds that a visit like this one ends without a purchase. */
export function browsingLogit(browsing: Browsing): number {
  const x = features(browsing);
  let buys = model.bias;
  for (let i = 0; i < x.length; i += 1) buys += (WEIGHTS[i] ?? 0) * (x[i] ?? 0);
  return -buys;
}

/** What the model can see of a visit. */
export function browsingOf({ viewed, lastAt, startedAt, visits }: Visit): Browsing {
  const views = (...kinds: readonly (keyof typeof viewed)[]) =>
    kinds.reduce((sum, kind) => sum + (viewed[kind] ?? 0), 0);
  return {
    goods: views("home", "category", "product", "search"),
    help: views("help"),
    other: views("other"),
    seconds: Math.max(0, lastAt - startedAt) / 1000,
    returning: visits > 1,
  };
}

/**
 * How likely this visit is to be lost: a logistic model of browsing, calibrated on whole sessions (so early in a visit it reads "if it ended now"), plus
 * the friction met. Once something was put into the cart, the base rate stands in the model's place.
 */
export function lossScore(visit: Visit): LossScore {
  const cart = (visit.cart?.items ?? 0) > 0 || (visit.counts["add-to-cart"] ?? 0) > 0;
  const friction = frictionOf(visit.counts);
  const base = cart
    ? Math.log(CART_ABANDONMENT / (1 - CART_ABANDONMENT))
    : browsingLogit(browsingOf(visit));
  return {
    risk: 1 / (1 + Math.exp(-(base + friction))),
    basis: cart ? "cart" : "browsing",
    friction,
  };
}

/** The score as rules ask for it: 0…1. */
export function lossRisk(visit: Visit): number {
  return lossScore(visit).risk;
}
