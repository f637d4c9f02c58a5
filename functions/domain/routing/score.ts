import type { Contact, SiteLanguages } from "./contact.ts";
import { isCertain, type Step } from "./needs.ts";
import type { Params } from "./params.ts";
import type { RosterEntry } from "./roster.ts";

/** Why a candidate is none, or undefined when it may take the contact. Hard constraints first, then the step's levels. */
export type Obstacle = "gone" | "full" | "tried" | "language" | "match";

/** What a candidate is worth. */
export interface Rating {
  /** 0…1: value of the chat with this agent. */
  readonly match: number;
  /** Match less what the slot costs others. */
  readonly score: number;
}

/** The hard constraints: presence, capacity, not tried. */
export function obstacle(contact: Contact, entry: RosterEntry, now: number): Obstacle | undefined {
  if (entry.seenUntil <= now) return "gone";
  if (entry.load >= entry.capacity) return "full";
  return contact.tried.includes(entry.agent) ? "tried" : undefined;
}

/** Level in the contact's language, or the one that a translation makes of it. */
export function languageLevel(contact: Contact, entry: RosterEntry): number {
  return entry.languages[contact.language] ?? 0;
}

/** Whether the step admits the candidate's language. */
export function speaks(
  contact: Contact,
  entry: RosterEntry,
  step: Step,
  site: SiteLanguages | undefined,
): boolean {
  if (languageLevel(contact, entry) >= step.language) return true;
  if (!step.translated || site?.fallback === undefined) return false;
  return (entry.languages[site.fallback] ?? 0) >= TRANSLATOR_LEVEL;
}

/** Least level in the fallback language for reading translations. */
const TRANSLATOR_LEVEL = 3;

/** Value 0…1 of the chat with this agent: language times topic. An uncertain language counts what it would be worth over all that it may be. */
export function matchOf(
  contact: Contact,
  entry: RosterEntry,
  step: Step,
  site: SiteLanguages | undefined,
  params: Params,
): number {
  return languageValue(contact, entry, step, site, params) * topicValue(contact, entry, params);
}

/** Match, and the score by which candidates are compared. */
export function rate(
  contact: Contact,
  entry: RosterEntry,
  step: Step,
  site: SiteLanguages | undefined,
  params: Params,
): Rating {
  const match = matchOf(contact, entry, step, site, params);
  const last = contact.lastAgent === entry.agent ? params.lastAgentBonus : 0;
  return { match, score: match + last - (params.loadWeight * entry.load) / entry.capacity };
}

function languageValue(
  contact: Contact,
  entry: RosterEntry,
  step: Step,
  site: SiteLanguages | undefined,
  params: Params,
): number {
  const own = params.languageValue[languageLevel(contact, entry)] ?? 0;
  if (!isCertain(contact, params)) {
    const others = (site?.languages ?? []).filter((language) => language !== contact.language);
    if (others.length === 0) return own;
    let sum = 0;
    for (const language of others) sum += params.languageValue[entry.languages[language] ?? 0] ?? 0;
    const sure = contact.languageConfidence;
    return sure * own + (1 - sure) * (sum / others.length);
  }
  if (step.translated && site?.fallback !== undefined) {
    const shared = params.languageValue[entry.languages[site.fallback] ?? 0] ?? 0;
    return Math.max(own, shared * params.translatedValue);
  }
  return own;
}

function topicValue(contact: Contact, entry: RosterEntry, params: Params): number {
  if (contact.topic === undefined) return params.noTopicValue;
  return params.topicValue[entry.skills[contact.topic] ?? 0] ?? 0;
}
