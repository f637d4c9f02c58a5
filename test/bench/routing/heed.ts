import type { Level } from "../../../functions/domain/routing/agent.ts";
import { choose } from "../../../functions/domain/routing/choose.ts";
import type { Contact, SiteLanguages } from "../../../functions/domain/routing/contact.ts";
import { poolsFor, queueLanguages } from "../../../functions/domain/routing/needs.ts";
import { DEFAULTS, type Params } from "../../../functions/domain/routing/params.ts";
import { pickFor } from "../../../functions/domain/routing/queue.ts";
import { poolSeen } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { type Book, openBook } from "./book.ts";
import * as model from "./model.ts";
import type { Policy, SimAgent, SimContact, World } from "./world.ts";

export const SITE: SiteLanguages = {
  languages: model.LANGUAGES,
  fallback: "en",
  translation: true,
};

/** A waiting contact is looked at again after this long, whatever happens. */
const LOOK_AGAIN = 30_000;

/** Rows of one language that a freed agent's drain reads. */
const ROWS = 50;

/**
 * The router that ships: its own code, given what a site could know. Pools are read as `poolsFor` says, queues in the agent's own languages and no further than a drain reads; the
 * figures are the service's counters and these reads.
 */
export function heed(seed: number, params: Params = DEFAULTS): Policy {
  const book = openBook(params);
  const options = { params, site: SITE };
  const entryOf = memo((agent: SimAgent) => agent.version, rosterEntry);
  const contactOf = memo(
    (contact: SimContact) => contact.tried.length,
    (contact) => requestOf(seed, contact),
  );

  return {
    place(contact, { agents, now }) {
      const request = contactOf(contact);
      const pools = poolsFor(request, now, SITE, params);
      const roster = agents
        .filter((agent) => agent.awayUntil <= now && speaksAny(agent, pools))
        .map(entryOf);
      for (const language of pools) book.saw(poolSeen(language, roster, now, params));
      const choice = choose(request, roster, now, book.state(now), options);
      if (choice.kind === "wait") {
        return { retryAt: Math.min(choice.until ?? now + LOOK_AGAIN, now + LOOK_AGAIN) };
      }
      const agent = agents[Number(choice.agent)];
      return agent === undefined ? {} : { agent };
    },
    take(agent, world) {
      const rows = readRows(agent, world, contactOf, params, book);
      const { now } = world;
      const pick = pickFor(entryOf(agent), rows.map(contactOf), now, book.state(now), options);
      if (pick === undefined) return undefined;
      return rows.find((row) => contactOf(row).id === pick.contact.id);
    },
    observe(event, { now }) {
      if (event.kind !== "answered" && event.kind !== "abandoned") return;
      const { said, at } = event.contact.drawn;
      const level = event.kind === "answered" ? (event.agent.languages[said] ?? 0) : undefined;
      book.count(now, model.LANGUAGES[said] ?? "", now - at, level);
    },
  };
}

/** Remembers what was made of each agent or contact until its version changes. */
function memo<K extends { readonly index: number }, V>(
  version: (key: K) => number,
  make: (key: K) => V,
): (key: K) => V {
  const known = new Map<number, { readonly version: number; readonly value: V }>();
  return (key) => {
    const found = known.get(key.index);
    if (found !== undefined && found.version === version(key)) return found.value;
    const value = make(key);
    known.set(key.index, { version: version(key), value });
    return value;
  };
}

function speaksAny(agent: SimAgent, pools: readonly string[]): boolean {
  return model.LANGUAGES.some(
    (language, index) => (agent.languages[index] ?? 0) > 0 && pools.includes(language),
  );
}

/** The oldest rows of each of the agent's languages. */
function readRows(
  agent: SimAgent,
  { waiting, now }: World,
  contactOf: (contact: SimContact) => Contact,
  params: Params,
  book: Book,
): readonly SimContact[] {
  const own = model.LANGUAGES.filter((_, index) => (agent.languages[index] ?? 0) > 0);
  const rows = new Map<string, number>(own.map((language) => [language, 0]));
  const said = new Map<string, number>(own.map((language) => [language, 0]));
  const read = waiting.filter((contact) => {
    const request = contactOf(contact);
    let found = false;
    for (const language of queueLanguages(request, SITE, params)) {
      const count = rows.get(language);
      if (count === undefined || count >= ROWS) continue;
      rows.set(language, count + 1);
      found = true;
    }
    if (found) said.set(request.language, (said.get(request.language) ?? 0) + 1);
    return found;
  });
  for (const [language, count] of said) {
    book.saw({ kind: "queue", at: now, language, waiting: count });
  }
  return read;
}

function rosterEntry(agent: SimAgent): RosterEntry {
  return {
    agent: String(agent.index),
    languages: levels(model.LANGUAGES, agent.languages),
    skills: levels(model.TOPICS, agent.topics),
    capacity: agent.slots,
    load: agent.load,
    idleSince: agent.idleSince,
    seenUntil: Number.POSITIVE_INFINITY,
    version: agent.version,
    occupancy: agent.usage.share,
  };
}

function levels(names: readonly string[], values: readonly number[]): Record<string, Level> {
  const known: Record<string, Level> = {};
  names.forEach((name, index) => {
    const value = values[index] ?? 0;
    if (value > 0) known[name] = value as Level;
  });
  return known;
}

function requestOf(seed: number, { drawn, tried, index }: SimContact): Contact {
  return {
    id: `${seed}-${index}`,
    language: model.LANGUAGES[drawn.said] ?? "",
    languageConfidence: drawn.sure,
    topic: model.TOPICS[drawn.topic] ?? "",
    since: drawn.at,
    priority: 0,
    tried: tried.map(String),
    proactive: drawn.proactive,
  };
}
