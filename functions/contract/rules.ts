import * as v from "valibot";
import {
  type Condition,
  NUMBER_FACTS,
  type NumberCondition,
  RULE_BOUNDS,
  type Rule,
  type SignalCondition,
  type ViewedCondition,
  WORD_FACTS,
  type WordCondition,
} from "../domain/trigger/rule.ts";
import { decode } from "./decode.ts";
import { type Failure, failure } from "./result.ts";
import { PAGE_KINDS, SIGNAL_KINDS } from "./signal.ts";

/** Deeper input is refused before anything walks into it; the deepest sound rule needs less. */
const DEEPEST_INPUT = 24;

/** All rules of a stage together, as JSON in UTF-8: they are one item of the table, which holds 400 KB. */
export const MAX_RULES_BYTES = 256 * 1024;

/** A schema for every key of `T`, each of its type: neither a key nor a fact can be forgotten. */
type SchemasOf<T> = { [K in keyof Required<T>]: v.GenericSchema<unknown, Required<T>[K]> };

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(RULE_BOUNDS.nameLength));
const number = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const signal = v.picklist(SIGNAL_KINDS);
const signals = v.pipe(v.array(signal), v.minLength(1), v.maxLength(SIGNAL_KINDS.length));
const words = v.pipe(v.array(word), v.minLength(1), v.maxLength(50));

const range = { atLeast: v.exactOptional(number), atMost: v.exactOptional(number) };
const signalCondition = v.strictObject({
  ...range,
  signal: v.union([signal, signals]),
  here: v.exactOptional(v.boolean()),
  within: v.exactOptional(v.pipe(number, v.minValue(1), v.maxValue(86_400))),
  details: v.exactOptional(words),
  name: v.exactOptional(word),
} satisfies SchemasOf<SignalCondition>);
const viewedCondition = v.strictObject({
  ...range,
  viewed: v.picklist(PAGE_KINDS),
} satisfies SchemasOf<ViewedCondition>);
const numberCondition = v.strictObject({
  ...range,
  fact: v.picklist(NUMBER_FACTS),
} satisfies SchemasOf<NumberCondition>);
const wordCondition = v.strictObject({
  fact: v.picklist(WORD_FACTS),
  in: words,
} satisfies SchemasOf<WordCondition>);

const part: v.GenericSchema<unknown, Condition> = v.lazy(conditionSchema);
const parts = v.pipe(v.array(part), v.minLength(1), v.maxLength(RULE_BOUNDS.conditions));
const all = v.strictObject({ all: parts });
const any = v.strictObject({ any: parts });
const not = v.strictObject({ not: part });

/** Which kind of condition an input means to be, so that a fault is named in the right place and not as "none of seven". */
function conditionSchema(input: unknown): v.GenericSchema<unknown, Condition> {
  const has = (key: string) => typeof input === "object" && input !== null && key in input;
  if (has("all")) return all;
  if (has("any")) return any;
  if (has("not")) return not;
  if (has("signal")) return signalCondition;
  if (has("viewed")) return viewedCondition;
  return has("in") ? wordCondition : numberCondition;
}

export const ruleSchema = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(RULE_BOUNDS.idLength)),
  name: v.exactOptional(word),
  disabled: v.exactOptional(v.boolean()),
  priority: v.pipe(number, v.minValue(-1000), v.maxValue(1000)),
  on: signals,
  when: v.exactOptional(part),
  texts: v.record(v.string(), v.string()),
  needs: v.exactOptional(
    v.strictObject({
      topic: v.exactOptional(v.pipe(word, v.maxLength(RULE_BOUNDS.idLength))),
      topicByDetail: v.exactOptional(
        v.record(word, v.pipe(word, v.maxLength(RULE_BOUNDS.idLength))),
      ),
    }),
  ),
  offer: v.exactOptional(v.strictObject({ percent: v.pipe(number, v.integer()) })),
  holdSeconds: v.exactOptional(number),
  holdout: v.exactOptional(share),
  quietDays: v.exactOptional(number),
  evenOnQuietPages: v.exactOptional(v.boolean()),
  uplift: v.exactOptional(share),
} satisfies SchemasOf<Rule>);

export const rulesSchema: v.GenericSchema<unknown, Rule[]> = v.pipe(
  v.array(ruleSchema),
  v.maxLength(RULE_BOUNDS.rules),
);

/**
 * Reads a set of rules of any origin; never throws. Shapes only: `faultsOf` in domain/trigger/check.ts says what else is wrong.
 * @returns the rules, or `bad_payload` naming the path of the first fault
 */
export function decodeRules(
  input: unknown,
): { readonly ok: true; readonly value: readonly Rule[] } | Failure {
  if (isDeeper(input, DEEPEST_INPUT)) return failure("bad_payload", "payload: nested too deep");
  return decode(rulesSchema, input);
}

/**
 * Reads stored rules one by one, so that one which can't be read costs only itself; never throws.
 * @returns those that can be read, and the path of a fault of each other one
 */
export function readableRules(stored: readonly unknown[]): {
  readonly rules: readonly Rule[];
  readonly unreadable: readonly string[];
} {
  const rules: Rule[] = [];
  const unreadable: string[] = [];
  stored.forEach((each, index) => {
    const decoded = decodeRules([each]);
    if (decoded.ok) rules.push(...decoded.value);
    else unreadable.push(decoded.message.replace(/^0(?=[.:])/, String(index)));
  });
  return { rules, unreadable };
}

/** Does the input nest deeper than `levels`? Without recursion below that depth. */
function isDeeper(input: unknown, levels: number): boolean {
  if (typeof input !== "object" || input === null) return false;
  if (levels === 0) return true;
  return Object.values(input).some((value) => isDeeper(value, levels - 1));
}
