import * as v from "valibot";
import { PAGE_KINDS } from "./signal.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ms = v.pipe(v.number(), v.minValue(0));
const time = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time HH:MM"));
const span = v.pipe(
  v.tuple([time, time]),
  v.check(([from, to]) => from < to, "a span that ends after it begins"),
);
const spans = v.exactOptional(v.pipe(v.array(span), v.maxLength(6)));
/** Open spans by weekday, 1 Monday … 7 Sunday; a day that is not named is closed. */
export const weekSchema = v.strictObject({
  1: spans,
  2: spans,
  3: spans,
  4: spans,
  5: spans,
  6: spans,
  7: spans,
});

/** Dates on which nobody is there. */
export const closedDays = v.pipe(v.array(v.pipe(v.string(), v.isoDate())), v.maxLength(400));

/** What a stage may set about invitations; whatever it leaves out is as Heed ships it. Periods in ms, weekdays 1 Monday … 7 Sunday. */
export const triggerSettingsSchema = v.strictObject({
  restraint: v.exactOptional(
    v.strictObject({
      perVisit: v.exactOptional(count),
      perDay: v.exactOptional(count),
      gapMs: v.exactOptional(ms),
      ruleAfterDismissalMs: v.exactOptional(ms),
      allAfterDismissalMs: v.exactOptional(ms),
      afterChatMs: v.exactOptional(ms),
      afterPurchaseMs: v.exactOptional(ms),
    }),
  ),
  quiet: v.exactOptional(
    v.strictObject({
      kinds: v.exactOptional(v.array(v.picklist(PAGE_KINDS))),
      paths: v.exactOptional(
        v.pipe(v.array(v.pipe(v.string(), v.startsWith("/"))), v.maxLength(50)),
      ),
    }),
  ),
  hours: v.exactOptional(
    v.strictObject({
      usual: v.exactOptional(weekSchema),
      byLanguage: v.exactOptional(
        v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), weekSchema),
      ),
      closed: v.exactOptional(closedDays),
    }),
  ),
  timeZone: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
});
