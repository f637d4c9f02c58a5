import type { Contact, SiteLanguages } from "./contact.ts";
import type { Market } from "./market.ts";
import { isCertain, type Step } from "./needs.ts";
import type { Params } from "./params.ts";
import type { RosterEntry } from "./roster.ts";

/** Why a candidate may not take the contact at all: the hard constraints. */
export type HardObstacle = "gone" | "full" | "tried";

/** Why a candidate may not take it yet: the step's language, the level, the price of the slot elsewhere. */
export type Obstacle = HardObstacle | "language" | "level" | "price";

/** How a chat would be held: in the shopper's language, more or less in it, or through a translation. */
export type Manner = "fluent" | "workable" | "translated";

/** What a candidate is worth. */
export interface Rating {
  readonly manner: Manner;
  /** 0…1: value of the chat with this agent. */
  readonly match: number;
  /** 0…1: what the agent's slot is worth to all that may use it. */
  readonly price: number;
  /** Match less what the slot costs others: what the level is compared with. */
  readonly net: number;
  /** By what candidates are compared. */
  readonly score: number;
}

/** All that a rating depends on, apart from the two who are to be matched. */
export interface Setting {
  readonly now: number;
  readonly step: Step;
  readonly market: Market;
  readonly site: SiteLanguages | undefined;
  readonly params: Params;
}

/** The hard constraints: presence, capacity, not tried. */
export function obstacle(
  contact: Contact,
  entry: RosterEntry,
  now: number,
): HardObstacle | undefined {
  if (entry.seenUntil <= now) return "gone";
  if (entry.load >= entry.capacity) return "full";
  return contact.tried.includes(entry.agent) ? "tried" : undefined;
}

/** How long the chat takes with this agent, in units of a fluent agent's only chat. */
export function timeFactor(contact: Contact, entry: RosterEntry, params: Params): number {
  const level = entry.languages[contact.language] ?? 0;
  return (params.languageTime[level] ?? 1) * (1 + params.concurrencyTime * entry.load);
}

/** What the candidate is worth to the contact, or why the contact's step does not admit it. */
export function rate(contact: Contact, entry: RosterEntry, setting: Setting): Rating | "language" {
  const { market, params } = setting;
  const manner = mannerOf(contact, entry, setting);
  if (manner === undefined) return "language";
  const match = languageValue(contact, entry, manner, setting) * topicValue(contact, entry, params);
  const price = market.slot(entry);
  const dearer = Math.max(0, price - market.price(contact.language));
  const last = contact.lastAgent === entry.agent ? params.lastAgent.bonus : 0;
  const cost = params.priceWeight * price * timeFactor(contact, entry, params);
  const busy =
    (params.loadWeight * entry.load) / entry.capacity +
    params.occupancyWeight * (entry.occupancy ?? 0);
  return {
    manner,
    match,
    price,
    net: match - params.reservation.priceWeight * dearer,
    score: match + last - cost - busy,
  };
}

/** Whether a rated candidate may take the contact now, or why not. */
export function refusal(
  contact: Contact,
  entry: RosterEntry,
  rating: Rating,
  { now, step, market, params }: Setting,
): "level" | "price" | undefined {
  if (step.name === "anyone" || contact.lastAgent === entry.agent) return undefined;
  const scarcer = market.price(contact.language) - rating.price;
  if (rating.manner === "workable") {
    if (rating.match < params.workable.floor) return "level";
    return scarcer < params.workable.gap ? "price" : undefined;
  }
  if (rating.manner === "translated") {
    const { afterMs, gap, fallMs, freeSlots } = params.translated;
    const since = Math.max(0, now - contact.since - afterMs);
    const room = market.credit >= 1 && entry.capacity - entry.load >= freeSlots;
    return room && scarcer >= gap * Math.max(0, 1 - since / fallMs) ? undefined : "price";
  }
  const { floor } = params.reservation;
  return rating.match < floor || rating.net < step.level ? "level" : undefined;
}

function mannerOf(
  contact: Contact,
  entry: RosterEntry,
  { step, site, params }: Setting,
): Manner | undefined {
  if (!isCertain(contact, params)) return "fluent";
  const level = entry.languages[contact.language] ?? 0;
  if (level >= params.fluentLevel) return "fluent";
  if (step.name === "fluent") return undefined;
  if (level >= params.workable.level) return "workable";
  if (step.name !== "translated" || site?.fallback === undefined) return undefined;
  return (entry.languages[site.fallback] ?? 0) >= params.fluentLevel ? "translated" : undefined;
}

/** An uncertain language counts what it would be worth over all that it may be. */
function languageValue(
  contact: Contact,
  entry: RosterEntry,
  manner: Manner,
  { site, params }: Setting,
): number {
  if (manner === "translated") return params.translated.value;
  const own = params.languageValue[entry.languages[contact.language] ?? 0] ?? 0;
  if (isCertain(contact, params)) return own;
  let sum = 0;
  let others = 0;
  for (const language of site?.languages ?? []) {
    if (language === contact.language) continue;
    sum += params.languageValue[entry.languages[language] ?? 0] ?? 0;
    others += 1;
  }
  if (others === 0) return own;
  return contact.languageConfidence * own + (1 - contact.languageConfidence) * (sum / others);
}

function topicValue(contact: Contact, entry: RosterEntry, params: Params): number {
  if (contact.topic === undefined) return params.noTopicValue;
  return params.topicValue[entry.skills[contact.topic] ?? 0] ?? 0;
}
