import type { SignalKind } from "../../contract/signal.ts";
import type { Visit } from "../visit/visit.ts";
import type { CompiledRules } from "./compile.ts";
import type { FactValue } from "./facts.ts";

/**
 * How an evaluation ended. `idle`: no rule listens to what came; `nothing`: none fired; `match`: one fired and asks for an agent, the rest is up to
 * `whyWith`; `page`, `dismissed`, `language`: those that fired may not speak here, to this shopper, in any language that fits.
 */
export type Ending =
  | "disabled"
  | "idle"
  | "nothing"
  | "page"
  | "dismissed"
  | "language"
  | "cap"
  | "closed"
  | "pressure"
  | "holdout"
  | "match"
  | "no-agent"
  | "held"
  | "invited"
  | "conflict";

/** A rule that was asked and did not speak: its id, why, and the value that decided. A number is the leaf that did not hold. */
export type Passed = readonly [
  rule: string,
  why: number | "dismissed" | "page" | "language" | "fault",
  value: string | number | null,
];

/**
 * One evaluation, compact enough to lie in the visit's own item. Keys are short because they are stored: `at` epoch ms, `rev` the rules' revision,
 * `on` what came, `end` how it ended, `rule` the one that fired, `by` the cap, pressure or holdout that stopped it, `until` epoch ms, `values` of the
 * conditions met, `not` rules that did not fire, `more` how many further ones, `arm` the experiment's arm if this was an exposure.
 */
export type Why = {
  readonly at: number;
  readonly rev: string;
  readonly on: readonly SignalKind[];
  readonly end: Ending;
  readonly rule?: string;
  readonly by?: string;
  readonly until?: number;
  readonly values?: Readonly<Record<string, string | number | null>>;
  readonly not?: readonly Passed[];
  readonly more?: number;
  readonly arm?: "treated" | "held-out";
};

const MOST_PASSED = 5;
const LONGEST_VALUE = 24;

/** A fact as a record keeps it. */
export function kept(value: FactValue): string | number | null {
  if (typeof value === "number") return Math.round(value * 1000) / 1000;
  return typeof value === "string" ? value.slice(0, LONGEST_VALUE) : null;
}

/** Collects what an evaluation has to tell. */
export class WhyBuilder {
  readonly #base: Pick<Why, "at" | "rev" | "on">;
  readonly #not: Passed[] = [];
  #more = 0;

  constructor(visit: Visit, rules: CompiledRules, now: number) {
    this.#base = { at: now, rev: rules.revision, on: visit.fresh };
  }

  pass(rule: string, why: Passed[1], value: FactValue): void {
    if (this.#not.length < MOST_PASSED) this.#not.push([rule, why, kept(value)]);
    else this.#more += 1;
  }

  /** Why the first rule that fired was not allowed to speak, if one was. */
  get silenced(): "dismissed" | "page" | "language" | undefined {
    for (const [, why] of this.#not) {
      if (why === "dismissed" || why === "page" || why === "language") return why;
    }
    return undefined;
  }

  end(end: Ending, more: Omit<Partial<Why>, "at" | "rev" | "on" | "end"> = {}): Why {
    return {
      ...this.#base,
      end,
      ...more,
      ...(this.#not.length > 0 && { not: this.#not }),
      ...(this.#more > 0 && { more: this.#more }),
    };
  }
}
