import { choose } from "../../../functions/domain/routing/choose.ts";
import type { Contact, SiteLanguages } from "../../../functions/domain/routing/contact.ts";
import { DEFAULTS, type Params } from "../../../functions/domain/routing/params.ts";
import { poolsFor } from "../../../functions/domain/routing/needs.ts";
import { pickFor } from "../../../functions/domain/routing/queue.ts";
import { NO_HISTORY, observeRouting, type RouterState } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import type { Level } from "../../../functions/domain/routing/agent.ts";
import * as model from "./model.ts";
import type { Policy, SimAgent, SimContact, World } from "./simulate.ts";

export const SITE: SiteLanguages = { languages: model.LANGUAGES, fallback: "en" };

/** Rows of one language that a freed agent's drain reads. */
const ROWS = 50;

/** The router that ships: its own code, with what a roster, a queue and the rolling figures would tell it. */
export function heed(seed: number, params: Params = DEFAULTS): Policy {
  let state: RouterState = NO_HISTORY;
  const entries = new Map<number, { readonly version: number; readonly entry: RosterEntry }>();
  const contacts = new Map<number, Contact>();
  const options = { params, site: SITE };

  const entryOf = (agent: SimAgent): RosterEntry => {
    const known = entries.get(agent.index);
    if (known?.version === agent.version) return known.entry;
    const entry = rosterEntry(agent);
    entries.set(agent.index, { version: agent.version, entry });
    return entry;
  };
  const contactOf = (contact: SimContact): Contact => {
    const known = contacts.get(contact.index);
    if (known !== undefined && known.tried.length === contact.tried.length) return known;
    const made = requestOf(seed, contact);
    contacts.set(contact.index, made);
    return made;
  };

  return {
    place(contact, world) {
      const request = contactOf(contact);
      const pools = poolsFor(request, world.now, SITE, params);
      const roster = world.agents.filter((agent) => inPools(agent, pools)).map(entryOf);
      const choice = choose(request, present(roster, world), world.now, state, options);
      if (choice.kind === "assign") {
        const agent = world.agents[Number(choice.agent)];
        return agent === undefined ? {} : { agent };
      }
      return choice.until === undefined ? {} : { retryAt: choice.until };
    },
    take(agent, world) {
      const rows = readRows(agent, world);
      const pick = pickFor(entryOf(agent), rows.map(contactOf), world.now, state, options);
      return pick === undefined ? undefined : rows.find((row) => idOf(seed, row) === pick.contact.id);
    },
    observe(event, world) {
      if (event.kind === "finished") return;
      const language = model.LANGUAGES[event.contact.drawn.said] ?? "";
      state = observeRouting(state, { kind: event.kind, at: world.now, language });
    },
  };
}

/** An agent who is away has no lease that lasts. */
function present(roster: readonly RosterEntry[], { agents, now }: World): readonly RosterEntry[] {
  return roster.filter((entry) => (agents[Number(entry.agent)]?.awayUntil ?? 0) <= now);
}

function inPools(agent: SimAgent, pools: readonly string[]): boolean {
  return model.LANGUAGES.some(
    (language, index) => (agent.languages[index] ?? 0) > 0 && pools.includes(language),
  );
}

function readRows(agent: SimAgent, { waiting }: World): SimContact[] {
  const read = model.LANGUAGES.map(() => 0);
  return waiting.filter(({ drawn }) => {
    const unsure = drawn.sure < DEFAULTS.certainLanguage;
    if (!unsure && (agent.languages[drawn.said] ?? 0) === 0) return false;
    read[drawn.said] = (read[drawn.said] ?? 0) + 1;
    return (read[drawn.said] ?? 0) <= ROWS;
  });
}

function rosterEntry(agent: SimAgent): RosterEntry {
  return {
    agent: String(agent.index),
    languages: levels(model.LANGUAGES, agent.languages),
    skills: levels(model.TOPICS, agent.topics),
    capacity: model.SLOTS,
    load: agent.load,
    idleSince: agent.idleSince,
    seenUntil: Number.POSITIVE_INFINITY,
    version: agent.version,
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

function idOf(seed: number, contact: SimContact): string {
  return `${seed}-${contact.index}`;
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
