import { duration, phrase } from "../format.ts";
import type { Rule } from "./answers.ts";

type Condition = NonNullable<Rule["when"]>;

/** A rule's condition in words; nested ones in brackets. */
export function conditionWords(condition: Condition, nested = false): string {
  if ("all" in condition) return joined(condition.all, "and", nested);
  if ("any" in condition) return joined(condition.any, "or", nested);
  if ("not" in condition) return `not ${conditionWords(condition.not, true)}`;
  if ("signal" in condition) {
    const { signal, name, details, here, within } = condition;
    return [
      [signal].flat().map(phrase).join(" or ").toLowerCase(),
      name === undefined ? "" : `“${name}”`,
      details === undefined ? "" : `(${details.join(", ")})`,
      times(condition),
      here ? "on this page" : "",
      within === undefined ? "" : `within ${duration(within * 1000)}`,
    ]
      .filter(Boolean)
      .join(" ");
  }
  if ("viewed" in condition) return `${condition.viewed} pages viewed ${times(condition)}`.trim();
  if ("in" in condition)
    return `${phrase(condition.fact).toLowerCase()} is ${condition.in.join(" or ")}`;
  return `${phrase(condition.fact).toLowerCase()} ${bounds(condition)}`;
}

interface Range {
  readonly atLeast?: number;
  readonly atMost?: number;
}

function bounds({ atLeast, atMost }: Range): string {
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
}

const times = (range: Range): string =>
  range.atLeast === undefined && range.atMost === undefined ? "" : `${bounds(range)} times`;

function joined(parts: readonly Condition[], word: string, nested: boolean): string {
  const words = parts.map((part) => conditionWords(part, parts.length > 1)).join(` ${word} `);
  return nested && parts.length > 1 ? `(${words})` : words;
}
