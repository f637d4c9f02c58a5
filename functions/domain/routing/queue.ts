import { type Choice, conclude, type Options, settingOf } from "./choose.ts";
import type { Contact } from "./contact.ts";
import { marketAt } from "./market.ts";
import { waited } from "./needs.ts";
import { DEFAULTS, type Params } from "./params.ts";
import type { Rated } from "./ranking.ts";
import type { RouterState } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";
import type { Setting } from "./score.ts";
import { type Sieve, sift } from "./sieve.ts";

/** The contact that a freed agent should take. */
export interface Pick {
  readonly contact: Contact;
  readonly choice: Extract<Choice, { kind: "assign" }>;
}

/** Waiting contacts in the order in which position and expected wait are told: overdue ones, priority class, age, id. */
export function order(
  waiting: readonly Contact[],
  now: number,
  params: Params = DEFAULTS,
): readonly Contact[] {
  return [...waiting].sort(
    (a, b) =>
      Number(isOverdue(b, now, params)) - Number(isOverdue(a, now, params)) ||
      (isOverdue(a, now, params) ? 0 : b.priority - a.priority) ||
      a.since - b.since ||
      (a.id < b.id ? -1 : 1),
  );
}

/**
 * Which waiting contact an agent with a free slot should take first: overdue ones by age, then the highest priority class, and in it the highest worth.
 * Of two contacts that differ in nothing but age the older goes first. Undefined when the agent may take none at this moment.
 *
 * @param waiting the oldest of every language that the agent speaks; a few dozen are enough
 */
export function pickFor(
  agent: RosterEntry,
  waiting: readonly Contact[],
  now: number,
  state: RouterState,
  options: Options = {},
): Pick | undefined {
  const params = options.params ?? DEFAULTS;
  const market = marketAt(state, now, params);
  let best: Considered | undefined;
  for (const contact of order(waiting, now, params)) {
    const overdue = isOverdue(contact, now, params);
    if (best !== undefined && !overdue && contact.priority < best.contact.priority) break;
    const setting = settingOf(contact, now, market, options);
    const sieve = sift(contact, [agent], setting);
    const rated = sieve.best[0];
    if (rated === undefined) continue;
    const worth = overdue ? Number.POSITIVE_INFINITY : worthOf(contact, rated, sieve, setting);
    if (best === undefined || worth > best.worth) best = { contact, sieve, setting, worth };
    if (overdue) break;
  }
  if (best === undefined) return undefined;
  const choice = conclude(best.contact, 1, best.sieve, best.setting);
  return choice.kind === "assign" ? { contact: best.contact, choice } : undefined;
}

interface Considered {
  readonly contact: Contact;
  readonly sieve: Sieve;
  readonly setting: Setting;
  readonly worth: number;
}

function isOverdue(contact: Contact, now: number, params: Params): boolean {
  return waited(contact, now) >= params.queue.starvationMs;
}

/** What this agent does better than others for this contact, what the slot is worth elsewhere, and age. */
function worthOf(contact: Contact, rated: Rated, sieve: Sieve, setting: Setting): number {
  const { now, market, params } = setting;
  const { queue } = params;
  const ageing = (queue.ageingPerMinute * waited(contact, now)) / 60_000;
  const usual = queue.usualWeight * market.usual(contact.language, contact.topic);
  if (sieve.control) return 1 - usual + ageing;
  const dearer = Math.max(0, rated.price - market.price(contact.language));
  return rated.match - usual - queue.priceWeight * dearer + ageing;
}
