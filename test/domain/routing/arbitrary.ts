import * as fc from "fast-check";
import type { Level } from "../../../functions/domain/routing/agent.ts";
import type { Contact } from "../../../functions/domain/routing/contact.ts";
import { DEFAULTS, type Params } from "../../../functions/domain/routing/params.ts";
import type { RouterState } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { NOW, SITE } from "./samples.ts";

const TOPICS = ["product", "delivery", "payment", "returns"];
const level = fc.integer({ min: 0, max: 5 }) as fc.Arbitrary<Level>;
const language = fc.constantFrom(...SITE.languages);
const agentId = fc.integer({ min: 1, max: 12 }).map(String);

function levels(names: readonly string[]): fc.Arbitrary<Record<string, Level>> {
  return fc.dictionary(fc.constantFrom(...names), level, { maxKeys: names.length });
}

/** A pool of agents, some gone, some full, each once. */
export const entries: fc.Arbitrary<RosterEntry[]> = fc.uniqueArray(
  fc.record({
    agent: agentId,
    languages: levels(SITE.languages),
    skills: levels(TOPICS),
    capacity: fc.integer({ min: 0, max: 4 }),
    load: fc.integer({ min: 0, max: 5 }),
    idleSince: fc.integer({ min: NOW - 3, max: NOW }),
    seenUntil: fc.constantFrom(NOW - 1, NOW, NOW + 1, NOW + 30_000),
    version: fc.constant(1),
    occupancy: fc.constantFrom(0, 0.5, 1),
  }),
  { selector: (entry) => entry.agent, maxLength: 8 },
);

/** A waiting contact of any age, certain of its language or not. */
export const contacts: fc.Arbitrary<Contact> = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 8 }),
    language,
    languageConfidence: fc.constantFrom(0, 0.4, 0.69, 0.7, 1),
    since: fc.nat({ max: 900_000 }).map((ms) => NOW - ms),
    priority: fc.integer({ min: 0, max: 2 }),
    tried: fc.array(agentId, { maxLength: 3 }),
    topic: fc.constantFrom(...TOPICS),
    lastAgent: agentId,
    proactive: fc.boolean(),
  },
  { requiredKeys: ["id", "language", "languageConfidence", "since", "priority", "tried"] },
);

/** Any figures, those of nobody too. */
export const routerStates: fc.Arbitrary<RouterState> = fc.record({
  buckets: fc.constant([]),
  pools: fc.dictionary(
    language,
    fc.record({
      slots: fc.nat({ max: 30 }),
      free: fc.nat({ max: 30 }),
      waiting: fc.nat({ max: 30 }),
      topics: fc.constant({ payment: 0.9 }),
    }),
  ),
  credit: fc.integer({ min: -3, max: 3 }),
});

/** The defaults, with more or less of a control share. */
export const params: fc.Arbitrary<Params> = fc
  .constantFrom(0, 0.5, 1)
  .map((controlShare) => ({ ...DEFAULTS, controlShare }));
