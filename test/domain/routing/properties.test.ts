import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Choice, choose } from "../../../functions/domain/routing/choose.ts";
import type { Contact } from "../../../functions/domain/routing/contact.ts";
import { pickFor } from "../../../functions/domain/routing/queue.ts";
import { contacts, entries, params, routerStates } from "./arbitrary.ts";
import { figures, NOW, SITE } from "./samples.ts";

type Entry = ReturnType<typeof entries.generate>["value"][number];

function scoreOf(choice: Choice): number {
  if (choice.kind === "wait") return Number.NEGATIVE_INFINITY;
  return choice.explanation.candidates[0]?.score ?? Number.NaN;
}

function mayTake(contact: Contact, agent: Entry, now: number): boolean {
  return (
    agent.seenUntil > now && agent.load < agent.capacity && !contact.tried.includes(agent.agent)
  );
}

describe("properties", () => {
  test("[RTE4] whoever is ranked is present, has a free slot and was not tried", () => {
    fc.assert(
      fc.property(contacts, entries, routerStates, params, (contact, all, state, chosen) => {
        const choice = choose(contact, all, NOW, state, { site: SITE, params: chosen });
        if (choice.kind === "wait") return;
        expect(choice.ranked[0]).toBe(choice.agent);
        expect(new Set(choice.ranked).size).toBe(choice.ranked.length);
        for (const id of choice.ranked) {
          const agents = all.filter((entry) => entry.agent === id);
          expect(agents.some((entry) => mayTake(contact, entry, NOW))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("[RTE1] whoever is admitted stays admitted as the contact waits on", () => {
    fc.assert(
      fc.property(
        contacts,
        entries,
        routerStates,
        params,
        fc.nat({ max: 600_000 }),
        (contact, all, state, chosen, later) => {
          const options = { site: SITE, params: chosen };
          for (const entry of all) {
            const present = { ...entry, seenUntil: NOW + 10 * 600_000 };
            if (choose(contact, [present], NOW, state, options).kind === "wait") continue;
            // Prices are held still: what is asked is that the ladder never takes back a step.
            const then = choose(
              { ...contact, since: contact.since - later },
              [present],
              NOW,
              state,
              options,
            );
            expect(then.kind).toBe("assign");
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("[RTE5] one more candidate never makes the best one worse", () => {
    fc.assert(
      fc.property(
        contacts,
        entries,
        entries,
        routerStates,
        params,
        (contact, some, more, state, chosen) => {
          const options = { site: SITE, params: chosen };
          const renamed = more.map((entry) => ({ ...entry, agent: `more ${entry.agent}` }));
          const before = choose({ ...contact, lastAgent: "nobody" }, some, NOW, state, options);
          const after = choose(
            { ...contact, lastAgent: "nobody" },
            [...some, ...renamed],
            NOW,
            state,
            options,
          );
          expect(scoreOf(after)).toBeGreaterThanOrEqual(scoreOf(before));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("[RTE6] the same candidates in another order make the same decision and the same record", () => {
    fc.assert(
      fc.property(
        contacts,
        entries.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        routerStates,
        params,
        (contact, [all, shuffled], state, chosen) => {
          const options = { site: SITE, params: chosen };
          expect(choose(contact, shuffled, NOW, state, options)).toEqual(
            choose(contact, all, NOW, state, options),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test("[RTE11] nobody who waited past the bound is passed over for a younger one", () => {
    fc.assert(
      fc.property(
        fc.array(contacts, { maxLength: 12 }),
        entries,
        routerStates,
        params,
        (waiting, [agent], state, chosen) => {
          if (agent === undefined) return;
          const named = waiting.map((contact, index) => ({ ...contact, id: `w${index}` }));
          const options = { site: SITE, params: chosen };
          const overdue = named.filter(
            (contact) =>
              NOW - contact.since >= chosen.queue.starvationMs &&
              choose(contact, [agent], NOW, state, options).kind === "assign",
          );
          const oldest = Math.min(...overdue.map((contact) => contact.since));
          const pick = pickFor(agent, named, NOW, state, options);
          if (overdue.length > 0) expect(pick?.contact.since).toBe(oldest);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("[RTE12] a freed agent takes somebody whenever it may take anybody, and in no order but its own", () => {
    fc.assert(
      fc.property(
        fc.array(contacts, { maxLength: 12 }),
        entries,
        routerStates,
        params,
        (waiting, [agent], state, chosen) => {
          if (agent === undefined) return;
          const named = waiting.map((contact, index) => ({ ...contact, id: `w${index}` }));
          const options = { site: SITE, params: chosen };
          const pick = pickFor(agent, named, NOW, state, options);
          const any = named.some(
            (contact) => choose(contact, [agent], NOW, state, options).kind === "assign",
          );
          expect(pick !== undefined).toBe(any);
          expect(pickFor(agent, [...named].reverse(), NOW, state, options)).toEqual(pick);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("[RTE12] of two that differ in nothing but age the older goes first", () => {
    fc.assert(
      fc.property(
        contacts,
        entries,
        fc.integer({ min: 1, max: 900_000 }),
        params,
        (contact, [agent], older, chosen) => {
          if (agent === undefined) return;
          const state = figures({ et: { free: 0, waiting: 2 } });
          const pair = [
            { ...contact, id: "younger" },
            { ...contact, id: "older", since: contact.since - older },
          ];
          const pick = pickFor(agent, pair, NOW, state, {
            site: SITE,
            params: { ...chosen, controlShare: 0 },
          });
          if (pick !== undefined) expect(pick.contact.id).toBe("older");
        },
      ),
      { numRuns: 300 },
    );
  });
});
