import type { Operation } from "./http-openapi.ts";
import { list, number, object, ref, text, when, whole } from "./http-openapi-schemas.ts";

const version = whole({ minimum: 0 });
const day = text({ format: "date" });

/** Rules, why a visit was or was not invited, and what came of it. */
export const RULE_OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /api/rules": {
    summary: "The live rules. Its ETag is the version.",
    access: "agent",
    answer: ref("Rules"),
  },
  "PUT /api/rules": {
    summary:
      "Puts a whole set of rules in the place of the one that If-Match names. It is live everywhere 30 seconds later.",
    access: "admin",
    headers: { "If-Match": text({ description: "The version that this replaces; 0 at first." }) },
    body: object({ rules: list(ref("Rule")), "note?": text({ maxLength: 500 }) }),
    answer: object({ version }),
    failures: {
      409: "conflict: another version is live.",
      422: "refused: with the path of every fault; nothing was written.",
    },
  },
  "GET /api/rules/history": {
    summary: "Who changed the rules, when and why; the newest 50, newest first.",
    access: "agent",
    answer: object({
      changes: list(
        object({ version, at: when, by: ref("Person"), "note?": text(), count: whole() }),
      ),
    }),
  },
  "POST /api/rules/revert": {
    summary: "Makes an earlier set live again, as a new version; 0 brings back what Heed ships.",
    access: "admin",
    body: object({ version }),
    answer: object({ version }),
    failures: {
      404: "not_found: there was no such version.",
      409: "conflict: the rules keep changing.",
      422: "refused: today's checks find faults in it.",
    },
  },
  "POST /api/rules/dry-run": {
    summary:
      "What a draft would have done on stored visits of the last 14 days, beside the live rules. Writes nothing.",
    access: "admin",
    body: object({ rule: ref("Rule"), "visits?": whole({ minimum: 1, maximum: 500 }) }),
    answer: object({
      visits: whole(),
      moments: whole(),
      days: list(day),
      draft: ref("Tally"),
      live: ref("Tally"),
      allDraft: ref("Tally"),
      allLive: ref("Tally"),
      displaced: { type: "object", additionalProperties: whole() },
      whom: list(object({ visitor: text({ description: "Made up." }), at: when })),
    }),
    failures: { 422: "refused: with the path of every fault." },
  },
  "GET /api/visits/{visitor}/decisions": {
    summary: "Why this visit was or was not invited; the latest 16 evaluations, newest first.",
    access: "agent",
    path: { visitor: text({ pattern: "^[A-Za-z0-9_-]{22}$" }) },
    answer: object({
      visitor: text(),
      startedAt: when,
      lastAt: when,
      decisions: list(
        object({
          at: when,
          end: text(),
          "rule?": text(),
          lines: list(text()),
          record: { type: "object" },
        }),
      ),
    }),
    failures: { 404: "not_found: no visit of this visitor is remembered." },
  },
  "GET /api/routing": {
    summary:
      "What the router achieved, beside the control share that a baseline routes (longest idle of those who speak the language).",
    access: "lead",
    query: { "from?": day, "to?": day, "language?": text() },
    answer: object({
      from: day,
      to: day,
      router: ref("Routed"),
      control: ref("Routed"),
      differences: object(
        {
          "abandoned?": ref("Interval"),
          "answered20?": ref("Interval"),
          "languageMatch?": ref("Interval"),
        },
        "Router less control.",
      ),
    }),
    failures: { 400: "bad_payload: days that are none, or more than 31." },
  },
  "GET /api/experiment": {
    summary: "Visitors who are invited against those held out, by the days of their exposure.",
    access: "lead",
    query: {
      "from?": day,
      "to?": day,
      "rule?": text({ description: "A rule with a holdout of its own." }),
    },
    answer: object({
      from: day,
      to: day,
      experiment: text(),
      arms: object({ treated: ref("Arm"), "held-out": ref("Arm") }),
      "uplift?": ref("Interval"),
      value: list(ref("Money"), { description: "Net of discounts." }),
      margin: list(ref("Money"), { description: "Net of discounts." }),
      ordersWithoutMargin: number(),
    }),
    failures: { 400: "bad_payload: days that are none, or more than 92." },
  },
};
