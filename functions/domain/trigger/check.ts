import { EVERY_RULE } from "../visit/bounds.ts";
import { clip } from "../visit/clip.ts";
import { SIGNALS } from "../visit/kinds.ts";
import { conditionFaults, requiresCart } from "./check-condition.ts";
import { RULE_BOUNDS, type Rule } from "./rule.ts";
import { CART_VARIABLES, VARIABLES, variablesOf } from "./text.ts";

/** What is wrong with a rule. `path`: where, from the rule set's root, such as `3.when.all.0.fact`. `index`: which rule. */
export interface Fault {
  readonly index: number;
  readonly path: string;
  readonly message: string;
}

/**
 * What the shapes of the types can't say: unique ids, bounds, texts whose variables can be filled, discounts only with a cart.
 * @returns every fault, in the rules' order; none for a set that may go live
 */
export function faultsOf(rules: readonly Rule[]): Fault[] {
  const faults: Fault[] = [];
  const ids = new Set<string>();
  rules.forEach((rule, index) => {
    const add = (path: string, message: string) =>
      faults.push({ index, path: `${index}.${path}`, message });
    if (index >= RULE_BOUNDS.rules) add("id", `more than ${RULE_BOUNDS.rules} rules`);
    if (ids.has(rule.id)) add("id", "another rule has this id");
    ids.add(rule.id);
    ruleFaults(rule, add);
  });
  return faults;
}

type Add = (path: string, message: string) => void;

function ruleFaults(rule: Rule, add: Add): void {
  const { id, on, when, texts, offer, holdout, quietDays, holdSeconds, uplift } = rule;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id) || id.length > RULE_BOUNDS.idLength || id === EVERY_RULE) {
    add("id", `expected 1 to ${RULE_BOUNDS.idLength} of a-z, 0-9 and -`);
  }
  if (!Number.isFinite(rule.priority)) add("priority", "expected a number");
  if (on.length === 0) add("on", "expected at least one signal");
  on.forEach((kind, i) => {
    if (!Object.hasOwn(SIGNALS, kind)) add(`on.${i}`, "unknown signal");
  });
  if (when !== undefined) conditionFaults(when, "when", add);
  const cart = when !== undefined && requiresCart(when);
  textFaults(texts, cart, add);
  if (offer !== undefined && !cart) {
    add("offer", "a discount needs a condition that something is in the cart");
  }
  between(offer?.percent, 1, RULE_BOUNDS.offerPercent, "offer.percent", add);
  between(holdout, 0, 1, "holdout", add);
  between(uplift, 0, 1, "uplift", add);
  between(quietDays, 0, RULE_BOUNDS.quietDays, "quietDays", add);
  const { least, most } = RULE_BOUNDS.holdSeconds;
  between(holdSeconds, least, most, "holdSeconds", add);
}

function between(value: number | undefined, low: number, high: number, path: string, add: Add) {
  if (value === undefined || (value >= low && value <= high)) return;
  add(path, `expected ${low} to ${high}`);
}

function textFaults(texts: Rule["texts"], cart: boolean, add: Add): void {
  const languages = Object.entries(texts);
  if (languages.length === 0) add("texts", "expected a text in at least one language");
  if (languages.length > RULE_BOUNDS.languages) add("texts", "too many languages");
  for (const [language, text] of languages) {
    const path = `texts.${language}`;
    if (!/^[a-z]{2,3}$/.test(language)) add(path, "expected a short language tag");
    if (text === "") add(path, "expected a text");
    if (clip(text, RULE_BOUNDS.textBytes) !== text) {
      add(path, `expected at most ${RULE_BOUNDS.textBytes} bytes without control characters`);
    }
    if (/[{}]/.test(text.replaceAll(/\{([a-z]+)(?:\|([^{}]*))?\}/g, ""))) {
      add(path, "a brace that belongs to no variable");
    }
    for (const { name, otherwise } of variablesOf(text)) {
      if (!VARIABLES.some((known) => known === name)) add(path, `unknown variable {${name}}`);
      const ofCart = CART_VARIABLES.some((known) => known === name);
      if (ofCart && !cart && !otherwise) add(path, `{${name}} needs a condition on the cart`);
      if (name === "product" && !otherwise) add(path, "{product} needs words: {product|…}");
      if (name === "agent" && otherwise) add(path, "{agent} is always known");
    }
  }
}
