import fc from "fast-check";
import { expect, test } from "vitest";
import { SIGNAL_KINDS, type SignalBatch } from "../../../functions/contract/signal.ts";
import { newVisit, observe } from "../../../functions/domain/visit/observe.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { batch, NOON } from "./make.ts";

/** Takes batches, a few in every minute, whatever they are answered with. */
function taken(batches: readonly SignalBatch[]): Visit {
  let visit = newVisit("v", NOON);
  batches.forEach((each, i) => {
    const observation = observe(visit, each, NOON + i * 6_000);
    if (observation.kind === "observed") visit = observation.visit;
  });
  return visit;
}

const pages = fc
  .array(
    fc.array(fc.array(fc.constantFrom(...SIGNAL_KINDS), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((loads) =>
    loads.flatMap((list, p) =>
      list.map((kinds, i) =>
        batch(
          kinds.map((kind) => ({ kind, at: i, name: "own" })),
          { page: `page-${p}-load`, n: i + 1 },
        ),
      ),
    ),
  );

test("[SIG21] resends and late arrivals end in the same counts as one clean sequence", () => {
  const scenario = pages.chain((batches) =>
    fc.record({
      batches: fc.constant(batches),
      order: fc.shuffledSubarray(batches, { minLength: batches.length }),
      resends: fc.array(fc.nat(batches.length - 1), { maxLength: 10 }),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ batches, order, resends }) => {
      const clean = taken(batches);
      const messy = taken([...order, ...resends.map((i) => batches[i] as SignalBatch), ...order]);
      expect(messy.counts).toEqual(clean.counts);
      expect(messy.custom).toEqual(clean.custom);
      expect(messy.viewed).toEqual(clean.viewed);
      expect(messy.version).toBe(clean.version);
    }),
  );
});
