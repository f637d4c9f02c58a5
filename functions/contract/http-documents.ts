import * as v from "valibot";
import { closedDays, weekSchema } from "./rules-settings.ts";

/** What admins set by name. Each saves as a whole; `null` in the place of a value brings back what the stage's data or Heed's own files say. */
export const DOCUMENT_NAMES = [
  "hours",
  "holdout",
  "offers",
  "theme",
  "replies",
  "guides",
  "panel",
] as const;

/** A document as JSON, in UTF-8 bytes: it is one item of the table. */
export const MAX_DOCUMENT_BYTES = 128 * 1024;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
const percent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(1e7));
const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const ms = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const advice = v.strictObject({
  situation: words(500),
  say: words(500),
  offer: words(500),
  escalate: words(500),
  ours: v.boolean(),
});

export const documentSchemas = {
  /** No week: always open. Weekdays 1 Monday … 7 Sunday. */
  hours: v.strictObject({
    timeZone: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    usual: v.exactOptional(weekSchema),
    byLanguage: v.exactOptional(v.record(language, weekSchema)),
    closed: v.exactOptional(closedDays),
  }),
  /** Of visitors who see no invitation, 0…1. The salt stays, so who is held out at a share is so at every greater one. */
  holdout: v.strictObject({ share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  /** Amounts in the currency's main unit, times in ms. */
  offers: v.strictObject({
    minPercent: percent,
    maxPercent: percent,
    approveAbove: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
    approvalMs: ms(10_000, 15 * MINUTE),
    minCart: amount,
    dailyBudget: amount,
    validMs: ms(HOUR, 90 * 24 * HOUR),
  }),
  /** How the chat looks where the shop's page says nothing else. */
  theme: v.strictObject({
    accent: v.exactOptional(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/))),
    radius: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(28))),
    side: v.exactOptional(v.picklist(["start", "end"])),
    font: v.exactOptional(v.picklist(["system", "inherit"])),
    scheme: v.exactOptional(v.picklist(["light", "dark", "auto"])),
  }),
  /** By language, then by id: in the place of a shipped reply or beside them; `null` takes one away. */
  replies: v.record(
    language,
    v.record(id, v.nullable(v.strictObject({ title: words(80), text: words(2000) }))),
  ),
  /** Over the shipped guides: words by language, advice by rule. */
  guides: v.strictObject({
    words: v.exactOptional(
      v.record(
        language,
        v.strictObject({
          openings: v.exactOptional(v.record(id, words(1000))),
          apology: v.exactOptional(words(1000)),
          compensation: v.exactOptional(words(1000)),
        }),
      ),
    ),
    advice: v.exactOptional(v.record(id, advice)),
  }),
  /** A page of the shop's own beside the chat; without an address there is none. The address may name `PANEL_VARIABLES`. */
  panel: v.strictObject({
    title: v.exactOptional(words(40)),
    url: v.exactOptional(v.pipe(v.string(), v.maxLength(500), v.regex(/^https?:\/\/[^{}\s/]+/))),
  }),
} as const;

export type DocumentValues = {
  readonly [N in keyof typeof documentSchemas]: v.InferOutput<(typeof documentSchemas)[N]>;
};

const note = v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(500)));

/** The value is read apart, by its document's own schema. */
export const documentBodySchema = v.strictObject({ value: v.unknown(), note });

const level = v.picklist([0, 1, 2, 3, 4, 5]);

/** What an admin says of an agent; level 0 is the same as not naming it. */
export const agentBodySchema = v.strictObject({
  name: words(60),
  role: v.picklist(["agent", "supervisor", "admin"]),
  languages: v.record(language, level),
  skills: v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/)), level),
  capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  note,
});
export type AgentBody = v.InferOutput<typeof agentBodySchema>;

/** `after`: the `next` of the page before. */
export const auditSchema = v.strictObject({
  after: v.exactOptional(v.pipe(v.string(), v.maxLength(120), v.regex(/^\d{1,15}~\d{1,9}~.+$/))),
});
