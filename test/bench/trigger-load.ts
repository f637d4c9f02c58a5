import { PAGE_KINDS, SIGNAL_KINDS, type SignalKind } from "../../functions/contract/signal.ts";
import type { Condition, Rule } from "../../functions/domain/trigger/rule.ts";
import { newVisit, observe } from "../../functions/domain/visit/observe.ts";
import type { Visit } from "../../functions/domain/visit/visit.ts";

/** Park and Miller's minimal standard generator: the same load on every machine. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function pick<T>(list: readonly T[], next: () => number): T {
  return list[Math.floor(next() * list.length)] as T;
}

/** Kinds that rules listen to in practice: trouble. */
const HEARD = SIGNAL_KINDS.slice(0, 16);

/** A rule as shops write them: four to six conditions, one of them a choice, one the score. */
function rule(i: number, next: () => number, on: readonly SignalKind[]): Rule {
  const when: Condition = {
    all: [
      { signal: on[0] as SignalKind, within: 120, here: true },
      {
        any: [
          { fact: "page", in: [pick(PAGE_KINDS, next), "cart"] },
          { fact: "visits", atLeast: 2 },
        ],
      },
      { fact: "cart-value", atLeast: Math.floor(next() * 150) + 1 },
      { not: { fact: "device", in: ["touch"] } },
      { fact: "score", atLeast: 0.5 + next() / 2 },
    ],
  };
  const texts = { en: "Hi, I'm {agent}.", fi: "Hei, olen {agent}." };
  return { id: `rule-${i}`, priority: Math.floor(next() * 100), on, when, texts };
}

/** Rules spread over the kinds of trouble; `same`: all on one kind, so that no index helps. */
export function makeRules(count: number, same: boolean, next: () => number): Rule[] {
  return Array.from({ length: count }, (_, i) =>
    rule(i, next, same ? ["rage-click"] : [pick(HEARD, next), pick(HEARD, next)]),
  );
}

/** Visits in the middle of their life, each with one to three fresh signals. */
export function makeVisits(count: number, same: boolean, now: number, next: () => number): Visit[] {
  return Array.from({ length: count }, (_, i) => {
    let visit = newVisit(`visitor-${i}`, now - 600_000);
    const batches = 3 + Math.floor(next() * 6);
    for (let n = 1; n <= batches; n += 1) {
      const kinds = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
        pick(SIGNAL_KINDS, next),
      );
      if (same && n === batches) kinds.push("rage-click");
      const observation = observe(
        visit,
        {
          page: `page-${i}-${Math.floor(n / 2)}`,
          n,
          view: { kind: pick(PAGE_KINDS, next), path: "/a", device: "desktop", language: "fi" },
          cart: { value: Math.floor(next() * 200), currency: "EUR", items: Math.floor(next() * 4) },
          signals: kinds.map((kind, at) => ({ kind, at })),
        },
        now - (batches - n) * 60_000,
      );
      if (observation.kind === "observed") visit = observation.visit;
    }
    return visit;
  });
}
