import * as v from "valibot";
import { RULE_BOUNDS } from "../domain/trigger/rule.ts";

const note = v.pipe(v.string(), v.trim(), v.maxLength(500));
const version = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99_999_999));

/** A whole set of rules; the rules themselves are read apart, so that every fault has its path. */
export const rulesBodySchema = v.strictObject({
  rules: v.unknown(),
  note: v.exactOptional(note),
});

export const revertSchema = v.strictObject({ version });

/** `If-Match` names the version that a set replaces, with or without quotes. */
export const ifMatchSchema = v.pipe(
  v.string(),
  v.regex(/^(\d{1,8}|"\d{1,8}")$/, "the version that this replaces"),
  v.transform((text) => Number(text.replaceAll('"', ""))),
);

/** A draft; read apart, too. */
export const dryRunSchema = v.strictObject({
  rule: v.unknown(),
  visits: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
});
export type DryRunRequest = v.InferOutput<typeof dryRunSchema>;

const day = v.pipe(v.string(), v.isoDate());

/** Query of the routing's report. */
export const routingSchema = v.strictObject({
  from: v.exactOptional(day),
  to: v.exactOptional(day),
  language: v.exactOptional(v.pipe(v.string(), v.minLength(2), v.maxLength(35))),
});

/** Query of the pain points. */
export const painSchema = v.strictObject({
  from: v.exactOptional(day),
  to: v.exactOptional(day),
  language: v.exactOptional(v.pipe(v.string(), v.minLength(2), v.maxLength(35))),
  format: v.exactOptional(v.picklist(["json", "csv"])),
});

/** Query of the invitations' funnel. */
export const funnelSchema = v.strictObject({
  from: v.exactOptional(day),
  to: v.exactOptional(day),
});

/** Query of the experiment's report. */
export const reportSchema = v.strictObject({
  from: v.exactOptional(day),
  to: v.exactOptional(day),
  rule: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(RULE_BOUNDS.idLength))),
});
