import type { Contact } from "./contact.ts";
import { controlRating, isControl } from "./control.ts";
import { waited } from "./needs.ts";
import { insert, type Rated } from "./ranking.ts";
import type { RosterEntry } from "./roster.ts";
import { type Obstacle, obstacle, rate, refusal, type Setting } from "./score.ts";

/** The candidates of a contact, told apart. */
export interface Sieve {
  /** Whether the contact is of the control share. */
  readonly control: boolean;
  /** Those who may take it now, best first, a few. */
  readonly best: readonly Rated[];
  readonly excluded: Readonly<Partial<Record<Obstacle, number>>>;
  /** Best net among those whom only the falling level keeps out. */
  readonly below: number;
  /** The last agent is present but full, and the time to wait for it is not over. */
  readonly held: boolean;
}

/** Tells those who may take the contact now from those who may not. */
export function sift(contact: Contact, entries: readonly RosterEntry[], setting: Setting): Sieve {
  const { now, params } = setting;
  if (isControl(contact, params)) return siftControl(contact, entries, setting);
  const early = waited(contact, now) < params.lastAgent.waitMs;
  const best: Rated[] = [];
  const excluded: Partial<Record<Obstacle, number>> = {};
  let below = 0;
  let held = false;
  for (const entry of entries) {
    const hard = obstacle(contact, entry, now);
    if (early && hard === "full" && entry.agent === contact.lastAgent) held = true;
    const rating = hard ?? rate(contact, entry, setting);
    const why = typeof rating === "string" ? rating : refusal(contact, entry, rating, setting);
    if (why !== undefined) excluded[why] = (excluded[why] ?? 0) + 1;
    if (typeof rating === "string") continue;
    if (why === undefined) insert(best, { ...rating, entry }, params.ranked);
    else if (rating.manner === "fluent" && rating.match >= params.reservation.floor) {
      below = Math.max(below, rating.net);
    }
  }
  return { control: false, best, excluded, below, held };
}

function siftControl(contact: Contact, entries: readonly RosterEntry[], setting: Setting): Sieve {
  const best: Rated[] = [];
  const excluded: Partial<Record<Obstacle, number>> = {};
  for (const entry of entries) {
    const rating = obstacle(contact, entry, setting.now) ?? controlRating(contact, entry, setting);
    if (typeof rating === "string") excluded[rating] = (excluded[rating] ?? 0) + 1;
    else insert(best, { ...rating, entry }, setting.params.ranked);
  }
  return { control: true, best, excluded, below: 0, held: false };
}
