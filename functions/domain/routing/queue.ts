import { type Choice, choose, type Options } from "./choose.ts";
import type { Contact } from "./contact.ts";
import { waited } from "./needs.ts";
import { DEFAULTS, type Params } from "./params.ts";
import type { RouterState } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";

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
  const overdue = (contact: Contact) => waited(contact, now) >= params.starvationMs;
  return [...waiting].sort(
    (a, b) =>
      Number(overdue(b)) - Number(overdue(a)) ||
      (overdue(a) ? 0 : b.priority - a.priority) ||
      a.since - b.since ||
      (a.id < b.id ? -1 : 1),
  );
}

/**
 * Which waiting contact an agent with a free slot should take first: overdue ones by age, then the highest priority class, and in it the highest
 * score for this agent plus what waiting adds. Undefined when the agent may take none at this moment.
 */
export function pickFor(
  agent: RosterEntry,
  waiting: readonly Contact[],
  now: number,
  state: RouterState,
  options: Options = {},
): Pick | undefined {
  const params = options.params ?? DEFAULTS;
  let best: (Pick & { readonly worth: number }) | undefined;
  for (const contact of order(waiting, now, params)) {
    const overdue = waited(contact, now) >= params.starvationMs;
    if (best !== undefined && !overdue && contact.priority < best.contact.priority) break;
    const choice = choose(contact, [agent], now, state, options);
    if (choice.kind !== "assign") continue;
    if (overdue) return { contact, choice };
    const score = choice.explanation.candidates[0]?.score ?? 0;
    const worth = score + (params.ageingPerMinute * waited(contact, now)) / 60_000;
    if (best === undefined || worth > best.worth) best = { contact, choice, worth };
  }
  return best === undefined ? undefined : { contact: best.contact, choice: best.choice };
}
