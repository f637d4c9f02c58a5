import { list, number, object, type Schema, text, when, whole } from "./http-openapi-shapes.ts";
import { TEXT_VARIABLES } from "./variables.ts";

const byKey = (schema: Schema, description?: string): Schema => ({
  type: "object",
  additionalProperties: schema,
  ...(description !== undefined && { description }),
});
const person: Schema = { $ref: "#/components/schemas/Person" };
const time = text({ pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$" });
const week = byKey(
  list(list(time, { minItems: 2, maxItems: 2 }), { maxItems: 6 }),
  "Open spans by weekday, 1 Monday … 7 Sunday; a day that is not named is closed.",
);
const level = whole({ minimum: 0, maximum: 5 });
const percent = whole({ minimum: 1, maximum: 100 });
const amount = number({ minimum: 0, maximum: 1e7 });
const ms = whole({ description: "ms." });
const words = text({ description: `May name ${TEXT_VARIABLES.join(", ")}, as {{cart.total}}.` });
const role = text({ enum: ["agent", "supervisor", "admin"] });
const profile = {
  name: text({ maxLength: 60 }),
  role,
  languages: byKey(level, "By ISO 639-1 code; 0 is the same as not naming it."),
  skills: byKey(level),
  capacity: whole({ minimum: 1, maximum: 20 }),
};
const advice = text({ maxLength: 500 });

/** What admins set, as `components.schemas`. */
export const DOCUMENT_SCHEMAS = {
  Hours: object(
    { timeZone: text(), "usual?": week, "byLanguage?": byKey(week), "closed?": list(text()) },
    "Without a week always open.",
  ),
  Holdout: object({ share: number({ minimum: 0, maximum: 1 }) }),
  OfferPolicy: object(
    {
      minPercent: percent,
      maxPercent: percent,
      approveAbove: whole({ minimum: 0, maximum: 100 }),
      approvalMs: ms,
      minCart: amount,
      dailyBudget: amount,
      validMs: ms,
    },
    "Amounts in the currency's main unit.",
  ),
  Theme: object({
    "accent?": text({ pattern: "^#[0-9a-fA-F]{6}$" }),
    "radius?": whole({ minimum: 0, maximum: 28 }),
    "side?": text({ enum: ["start", "end"] }),
    "font?": text({ enum: ["system", "inherit"] }),
    "scheme?": text({ enum: ["light", "dark", "auto"] }),
  }),
  Replies: byKey(
    byKey({
      description: "null takes a shipped reply away.",
      oneOf: [object({ title: text({ maxLength: 80 }), text: words })],
    }),
    "By language, then by id.",
  ),
  Guides: object({
    "words?": byKey(
      object({ "openings?": byKey(words), "apology?": words, "compensation?": words }),
      "By language.",
    ),
    "advice?": byKey(
      object({
        situation: advice,
        say: advice,
        offer: advice,
        escalate: advice,
        ours: { type: "boolean" },
      }),
      "By rule.",
    ),
  }),
  AgentProfile: object({ ...profile, "note?": text({ maxLength: 500 }) }),
  Agent: object({
    id: text(),
    email: text(),
    ...profile,
    presence: text({ enum: ["online", "away", "wrap-up", "offline"] }),
    version: whole({ minimum: 0 }),
  }),
  Change: object({
    name: text({ description: "A document, `rules`, or `agent:` and an id." }),
    version: whole({ minimum: 0 }),
    at: when,
    "by?": person,
    "of?": person,
    "note?": text(),
    what: list(text(), { description: "What is other than before, in words." }),
  }),
} as const;
