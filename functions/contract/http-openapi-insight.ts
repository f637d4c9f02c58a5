import type { Operation } from "./http-openapi.ts";
import { list, number, object, text, whole } from "./http-openapi-schemas.ts";

const day = text({ format: "date" });
const FUNNEL = {
  eligible: whole(),
  heldOut: whole(),
  invited: whole(),
  accepted: whole(),
  bought: whole(),
};
const partial = { type: "boolean", description: "More chats than one report reads." } as const;
const failures = { 400: "bad_payload: days that are none, or more than 31." };

/** Reports over single chats. */
export const INSIGHT_OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /api/funnel": {
    summary:
      "What became of those in a rule's moment: held out, invited, accepted, bought; by rule and day.",
    access: "lead",
    query: { "from?": day, "to?": day },
    answer: object({
      from: day,
      to: day,
      rules: list(object({ rule: text(), ...FUNNEL, days: list(object({ day, ...FUNNEL })) })),
      partial,
    }),
    failures,
  },
  "GET /api/pain-points": {
    summary:
      "What went wrong for shoppers: signal, page, reason, outcome and money of the chats that ended, by the day on which they began and by language.",
    access: "lead",
    query: {
      "from?": day,
      "to?": day,
      "language?": text(),
      "format?": text({ enum: ["json", "csv"], description: "csv: the same table, RFC 4180." }),
    },
    answer: object({
      from: day,
      to: day,
      rows: list(
        object({
          day,
          language: text(),
          signal: text({ description: "The rule that invited, or asked." }),
          page: text(),
          reason: text({ description: "The root cause in the agent's words." }),
          outcome: text(),
          currency: text(),
          chats: whole(),
          cart: number({ description: "Sum of the carts as the chats began." }),
          orders: whole(),
          bought: number({ description: "Sum of the orders within three days, net of discounts." }),
          "score?": number({ description: "Mean of the surveys." }),
          words: list(text(), { description: "The shoppers' own, redacted; the latest five." }),
        }),
      ),
      partial,
    }),
    failures,
  },
};
