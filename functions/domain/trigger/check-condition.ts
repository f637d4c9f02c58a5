import { PAGES, SIGNALS } from "../visit/kinds.ts";
import { type Condition, type Range, RULE_BOUNDS } from "./rule.ts";

type Add = (path: string, message: string) => void;

/** Adds every fault of a condition: too deep or too large, empty lists, bounds that nothing meets, words that can't occur. */
export function conditionFaults(condition: Condition, path: string, add: Add): void {
  let left: number = RULE_BOUNDS.conditions;
  const look = (part: Condition, at: string, depth: number): void => {
    left -= 1;
    if (left === -1) add(at, `more than ${RULE_BOUNDS.conditions} conditions`);
    if (left < 0) return;
    if (depth > RULE_BOUNDS.depth) {
      add(at, `nested more than ${RULE_BOUNDS.depth} deep`);
      return;
    }
    if ("all" in part) lookAll(part.all, `${at}.all`, depth);
    else if ("any" in part) lookAll(part.any, `${at}.any`, depth);
    else if ("not" in part) look(part.not, `${at}.not`, depth + 1);
    else leafFaults(part, at, add);
  };
  const lookAll = (parts: readonly Condition[], at: string, depth: number): void => {
    if (parts.length === 0) add(at, "expected at least one condition");
    parts.forEach((part, i) => {
      look(part, `${at}.${i}`, depth + 1);
    });
  };
  look(condition, path, 1);
}

function leafFaults(leaf: Condition, at: string, add: Add): void {
  if ("signal" in leaf) {
    const kinds = typeof leaf.signal === "string" ? [leaf.signal] : leaf.signal;
    if (kinds.length === 0) add(`${at}.signal`, "expected at least one signal");
    if (kinds.some((kind) => !Object.hasOwn(SIGNALS, kind))) add(`${at}.signal`, "unknown signal");
    if (leaf.name !== undefined && (kinds.length !== 1 || kinds[0] !== "custom")) {
      add(`${at}.name`, "only custom signals have a name");
    }
    const fromTrail = leaf.here || leaf.within !== undefined || leaf.details !== undefined;
    if (fromTrail && Math.max(leaf.atLeast ?? 0, leaf.atMost ?? 0) > RULE_BOUNDS.counted) {
      add(at, `no more than ${RULE_BOUNDS.counted} can be counted here, within or by details`);
    }
    rangeFaults(leaf, at, false, add);
  } else if ("viewed" in leaf) {
    if (!Object.hasOwn(PAGES, leaf.viewed)) add(`${at}.viewed`, "unknown page kind");
    rangeFaults(leaf, at, false, add);
  } else if ("in" in leaf) {
    if (leaf.in.length === 0) add(`${at}.in`, "expected at least one word");
    const known = leaf.fact !== "page" || leaf.in.every((word) => Object.hasOwn(PAGES, word));
    if (!known) add(`${at}.in`, "unknown page kind");
  } else if ("fact" in leaf) {
    rangeFaults(leaf, at, true, add);
  }
}

function rangeFaults({ atLeast, atMost }: Range, at: string, needed: boolean, add: Add): void {
  if (needed && atLeast === undefined && atMost === undefined) add(at, "expected a bound");
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    add(at, "nothing is within these bounds");
  }
}

/** Can this condition hold only with something in the cart? */
export function requiresCart(condition: Condition): boolean {
  if ("all" in condition) return condition.all.some(requiresCart);
  if ("any" in condition) return condition.any.length > 0 && condition.any.every(requiresCart);
  if (!("fact" in condition) || "in" in condition) return false;
  const { fact, atLeast } = condition;
  return (fact === "cart-items" || fact === "cart-value") && atLeast !== undefined && atLeast > 0;
}
