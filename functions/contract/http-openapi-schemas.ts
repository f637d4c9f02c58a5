import { NUMBER_FACTS, RULE_BOUNDS, type Rule, WORD_FACTS } from "../domain/trigger/rule.ts";
import { DOCUMENT_SCHEMAS } from "./http-openapi-documents.ts";
import {
  list,
  number,
  object,
  ref,
  type Schema,
  text,
  when,
  whole,
} from "./http-openapi-shapes.ts";
import { PAGE_KINDS, SIGNAL_KINDS } from "./signal.ts";

export * from "./http-openapi-shapes.ts";

const flag: Schema = { type: "boolean" };
const share = number({ minimum: 0, maximum: 1 });
const range = { "atLeast?": number(), "atMost?": number() };

/** Leaves no property of `T` out; optional ones end in `?`. */
type PropertiesOf<T> = {
  readonly [K in keyof T & string as undefined extends T[K] ? `${K}?` : K]-?: Schema;
};

const signalKind = text({ enum: SIGNAL_KINDS });
const condition: Schema = {
  description: `Up to ${RULE_BOUNDS.conditions} in a rule, nested up to ${RULE_BOUNDS.depth} deep.`,
  oneOf: [
    object({ all: list(ref("Condition"), { minItems: 1 }) }),
    object({ any: list(ref("Condition"), { minItems: 1 }) }),
    object({ not: ref("Condition") }),
    object(
      {
        ...range,
        signal: { oneOf: [signalKind, list(signalKind, { minItems: 1 })] },
        "here?": flag,
        "within?": number({ minimum: 1, maximum: 86_400, description: "Seconds." }),
        "details?": list(text()),
        "name?": text({ description: "Of a custom signal." }),
      },
      "How often a signal was seen; without bounds at least once.",
    ),
    object({ ...range, viewed: text({ enum: PAGE_KINDS }) }, "How often such a page was viewed."),
    object({ ...range, fact: text({ enum: NUMBER_FACTS }) }, "A number within bounds."),
    object({ fact: text({ enum: WORD_FACTS }), in: list(text(), { minItems: 1 }) }, "A word."),
  ],
};

const rule: PropertiesOf<Rule> = {
  id: text({ pattern: "^[a-z0-9][a-z0-9-]*$", maxLength: RULE_BOUNDS.idLength }),
  "name?": text({ maxLength: RULE_BOUNDS.nameLength }),
  "disabled?": flag,
  priority: number({ minimum: -1000, maximum: 1000 }),
  on: list(signalKind, { minItems: 1, description: "Signals at which the rule is asked." }),
  "when?": ref("Condition"),
  texts: {
    type: "object",
    additionalProperties: text({ maxLength: RULE_BOUNDS.textBytes }),
    description: "Invitation by language. Variables: {agent}, {items}, {total}, {product|words}.",
  },
  "needs?": object({
    "topic?": text(),
    "topicByDetail?": { type: "object", additionalProperties: text() },
  }),
  "offer?": object({ percent: whole({ minimum: 1, maximum: RULE_BOUNDS.offerPercent }) }),
  "holdSeconds?": number({
    minimum: RULE_BOUNDS.holdSeconds.least,
    maximum: RULE_BOUNDS.holdSeconds.most,
  }),
  "holdout?": share,
  "quietDays?": number({ minimum: 0, maximum: RULE_BOUNDS.quietDays }),
  "evenOnQuietPages?": flag,
  "uplift?": share,
};

const interval = object(
  { estimate: number(), low: number(), high: number() },
  "With its 95 % confidence interval.",
);
const byArm = (schema: Schema) => object({ treated: schema, "held-out": schema });
const counts: Schema = { type: "object", additionalProperties: whole() };

/** `components.schemas` of the HTTP API's description. */
export const SCHEMAS = {
  ...DOCUMENT_SCHEMAS,
  Failure: object({
    code: text({ description: "The failure's name." }),
    message: text({ description: "English, for developers." }),
    "faults?": list(object({ path: text(), message: text() })),
    "ref?": text({ description: "Finds an internal failure in the logs." }),
  }),
  Condition: condition,
  Rule: object(rule),
  Rules: object({
    version: whole({ minimum: 0, description: "0: what Heed ships." }),
    "at?": when,
    "by?": ref("Person"),
    "note?": text(),
    rules: list(ref("Rule"), { maxItems: RULE_BOUNDS.rules }),
  }),
  Person: object({ id: text(), "name?": text() }),
  Interval: interval,
  Routed: object({
    contacts: whole(),
    "abandoned?": ref("Interval"),
    "answered20?": ref("Interval"),
    "languageMatch?": ref("Interval"),
    "meanWait?": number({ minimum: 0, description: "Seconds; with those who gave up." }),
  }),
  Tally: object({
    fired: whole(),
    invited: whole(),
    visits: whole(),
    stopped: counts,
    on: object({
      page: counts,
      device: counts,
      language: counts,
      visitor: counts,
      cart: counts,
    }),
    load: object({
      byHour: list(whole()),
      busiestHour: whole(),
      mostOpen: whole(),
      heldMinutes: whole(),
    }),
  }),
  Arm: object({ exposures: whole(), orders: whole(), "conversion?": ref("Interval") }),
  Money: object({
    currency: text(),
    total: byArm(number()),
    perExposure: byArm(number()),
    "difference?": ref("Interval"),
  }),
} as const satisfies Readonly<Record<string, Schema>>;
