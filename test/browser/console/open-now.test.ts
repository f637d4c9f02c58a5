import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpen } from "../../../functions/domain/trigger/hours.ts";
import { isOpenNow } from "../../../web/console/view/admin/open-now.ts";

const ZONES = ["UTC", "Europe/Helsinki", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland"];
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const span = fc
  .tuple(time, fc.oneof(time, fc.constant("24:00")))
  .filter(([from, to]) => from < to)
  .map(([from, to]): [string, string] => [from, to]);
const week = fc.dictionary(fc.constantFrom("1", "2", "3", "4", "5", "6", "7"), fc.array(span));
const now = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });

test("[ADM41] what the page of hours says of now is what a decision would say, in every zone and season", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.option(week, { nil: undefined }),
      fc.option(week, { nil: undefined }),
      now,
      fc.boolean(),
      (timeZone, usual, finnish, at, closed) => {
        const hours = {
          ...(usual && { usual }),
          ...(finnish && { byLanguage: { fi: finnish } }),
          ...(closed && { closed: [new Date(at).toISOString().slice(0, 10)] }),
        };
        for (const language of ["fi", "en"]) {
          expect(isOpenNow({ timeZone, ...hours }, language, at)).toBe(
            isOpen(hours, language, at, timeZone),
          );
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(isOpenNow({ timeZone: "Nowhere/At all" }, "fi", 0)).toBeUndefined();
});
