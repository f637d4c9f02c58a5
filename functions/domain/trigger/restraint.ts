import { BOUNDS, EVERY_RULE, LONGEST_QUIET_MS } from "../visit/bounds.ts";
import { own } from "../visit/record.ts";
import type { Visit } from "../visit/visit.ts";

/** How often a shopper may be spoken to. Times in ms. */
export interface Restraint {
  readonly perVisit: number;
  /** In any 24 h. */
  readonly perDay: number;
  /** Between two invitations. */
  readonly gapMs: number;
  /** A dismissed rule stays quiet. */
  readonly ruleAfterDismissalMs: number;
  /** After a dismissal every rule stays quiet. */
  readonly allAfterDismissalMs: number;
  readonly afterChatMs: number;
  readonly afterPurchaseMs: number;
}

const hour = 60 * 60_000;

/** What a shop has unless it sets something else. */
export const RESTRAINT: Restraint = {
  perVisit: 1,
  perDay: 2,
  gapMs: hour / 4,
  ruleAfterDismissalMs: 7 * 24 * hour,
  allAfterDismissalMs: 24 * hour,
  afterChatMs: 12 * hour,
  afterPurchaseMs: 24 * hour,
};

/** What a visit can't remember long enough to keep, by its name in `Restraint`; undefined for a restraint that holds. */
export function restraintFault(restraint: Restraint): keyof Restraint | undefined {
  const { perVisit, perDay, ...periods } = restraint;
  if (!(perVisit >= 0 && perVisit <= BOUNDS.invitedAt)) return "perVisit";
  if (!(perDay >= 0 && perDay <= BOUNDS.invitedAt)) return "perDay";
  const names = Object.keys(periods) as (keyof typeof periods)[];
  return names.find((name) => !(periods[name] >= 0 && periods[name] <= LONGEST_QUIET_MS));
}

/** Why this visitor may not be spoken to now, whatever the rule. `open`: an invitation is on the screen; `chat`: a conversation is open. */
export type Cap =
  | "open"
  | "chat"
  | "after-purchase"
  | "after-chat"
  | "after-dismissal"
  | "gap"
  | "per-visit"
  | "per-day";

/**
 * The first cap that forbids an invitation at `now`.
 * @returns the cap, and until when it holds (epoch ms) where that is known
 */
export function capOf(
  visit: Visit,
  now: number,
  restraint: Restraint,
): { readonly cap: Cap; readonly until?: number } | undefined {
  const { invitation, invitedAt } = visit;
  if (visit.conversation !== undefined) return { cap: "chat" };
  if (invitation && invitation.until > now) return { cap: "open", until: invitation.until };
  const quiet = (cap: Cap, since: number | undefined, period: number) =>
    since !== undefined && now < since + period ? { cap, until: since + period } : undefined;
  const lastDismissal = latest(visit.dismissed);
  const silenced =
    quiet("after-purchase", visit.purchasedAt, restraint.afterPurchaseMs) ??
    quiet("after-chat", visit.chattedAt, restraint.afterChatMs) ??
    quiet("after-dismissal", lastDismissal, restraint.allAfterDismissalMs) ??
    quiet("gap", invitedAt.at(-1), restraint.gapMs);
  if (silenced) return silenced;
  if (count(invitedAt, visit.startedAt) >= restraint.perVisit) return { cap: "per-visit" };
  const dayAgo = now - 24 * hour;
  if (count(invitedAt, dayAgo + 1) < restraint.perDay) return undefined;
  const first = invitedAt.find((at) => at > dayAgo);
  return { cap: "per-day", ...(first !== undefined && { until: first + 24 * hour }) };
}

/**
 * Until when a dismissal silences this rule (epoch ms), if it does at `now`.
 * @param periodMs the rule's own period, else the restraint's
 */
export function dismissedUntil(
  visit: Visit,
  rule: string,
  now: number,
  periodMs: number,
): number | undefined {
  const at = Math.max(own(visit.dismissed, rule) ?? 0, own(visit.dismissed, EVERY_RULE) ?? 0);
  return at > 0 && now < at + periodMs ? at + periodMs : undefined;
}

function latest(times: Readonly<Record<string, number>>): number | undefined {
  let last: number | undefined;
  for (const key in times) {
    const at = times[key];
    if (at !== undefined && (last === undefined || at > last)) last = at;
  }
  return last;
}

function count(times: readonly number[], since: number): number {
  let n = 0;
  for (const at of times) if (at >= since) n += 1;
  return n;
}
