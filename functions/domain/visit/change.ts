import { BOUNDS, DAY_MS, EVERY_RULE, LONGEST_QUIET_MS } from "./bounds.ts";
import { clip } from "./clip.ts";
import { withEntry } from "./record.ts";
import type { CustomerMark, OpenInvitation, Visit } from "./visit.ts";

/** Every change is a write of its own: version + 1, and no signal is fresh any more. */
function next(visit: Visit): Visit {
  return { ...visit, version: visit.version + 1, fresh: [] };
}

/**
 * Several changes as one write: `changed` with the version that follows the stored one, whatever number of changes lies between. For the batch that
 * invites: observed and invited are saved together.
 */
export function asOneWrite(stored: Pick<Visit, "version">, changed: Visit): Visit {
  return { ...changed, version: stored.version + 1 };
}

/** An invitation is shown: from now on it counts for the caps. Texts longer than the memo can carry are cut. */
export function invited(visit: Visit, invitation: OpenInvitation, now: number): Visit {
  const since = Math.min(visit.startedAt, now - DAY_MS);
  const invitedAt = [...visit.invitedAt.filter((at) => at >= since), now].slice(-BOUNDS.invitedAt);
  return { ...next(visit), invitedAt, invitation: bounded(invitation) };
}

/** The shopper closed the invitation: its rule and, for a while, all others stay quiet. Counts for the invitation that was just over, too. */
export function dismissed(visit: Visit, invitationId: string, now: number): Visit {
  const { invitation, ...rest } = next(visit);
  if (invitation?.id === invitationId) {
    const over = { id: invitation.id, rule: invitation.rule };
    return { ...rest, over, dismissed: remember(visit.dismissed, invitation.rule, now) };
  }
  if (visit.over?.id !== invitationId) return next(visit);
  return { ...next(visit), dismissed: remember(visit.dismissed, visit.over.rule, now) };
}

/** The invitation became a conversation, or the shopper opened one without. */
export function accepted(
  visit: Visit,
  conversation: string,
  now: number,
  timeZone = visit.timeZone,
): Visit {
  const { invitation: _, over: __, ...rest } = next(visit);
  return {
    ...rest,
    conversation: clip(conversation, BOUNDS.idBytes),
    chattedAt: now,
    ...(timeZone !== undefined && { timeZone: clip(timeZone, BOUNDS.zoneBytes) }),
  };
}

/** The conversation is closed: the quiet after a chat counts from now. */
export function chatClosed(visit: Visit, now: number): Visit {
  const { conversation: _, ...rest } = next(visit);
  return { ...rest, chattedAt: now };
}

/** The shop confirmed an order. What was in the cart is bought. */
export function purchased(visit: Visit, now: number): Visit {
  const { cart: _, ...rest } = next(visit);
  return { ...rest, purchasedAt: now };
}

/** Signed in at the shop, or no longer. */
export function identified(visit: Visit, customer: CustomerMark | undefined): Visit {
  const { customer: before, ...rest } = next(visit);
  if (!customer) return before ? rest : visit;
  const { key, tier, country } = customer;
  if (key === before?.key && tier === before.tier && country === before.country) return visit;
  return {
    ...rest,
    customer: {
      key: clip(key, BOUNDS.keyBytes),
      ...(tier !== undefined && { tier: clip(tier, BOUNDS.tierBytes) }),
      ...(country !== undefined && { country: clip(country, BOUNDS.countryBytes) }),
    },
  };
}

/** The shopper may be known from page to page, or no longer. */
export function consented(visit: Visit, given: boolean): Visit {
  return { ...next(visit), consent: given };
}

/** The invitation's time is over, or its slot is gone. It still counts for the caps. Another invitation stays. */
export function invitationOver(visit: Visit, id: string): Visit {
  const { invitation, ...rest } = next(visit);
  if (invitation?.id !== id) return next(visit);
  return { ...rest, over: { id: invitation.id, rule: invitation.rule } };
}

/** The dismissals with one more. When they are too many to be remembered singly, every rule is taken for dismissed: too quiet is the safe side. */
function remember(known: Visit["dismissed"], rule: string, now: number): Visit["dismissed"] {
  const valid = Object.fromEntries(
    Object.entries(known).filter(([, at]) => at > now - LONGEST_QUIET_MS),
  );
  const more = withEntry(valid, rule, now);
  return Object.keys(more).length > BOUNDS.dismissed ? { [EVERY_RULE]: now } : more;
}

function bounded(invitation: OpenInvitation): OpenInvitation {
  const { topic } = invitation;
  return {
    id: clip(invitation.id, BOUNDS.idBytes),
    rule: clip(invitation.rule, BOUNDS.ruleBytes),
    agent: clip(invitation.agent, BOUNDS.idBytes),
    agentName: clip(invitation.agentName, BOUNDS.agentNameBytes),
    text: clip(invitation.text, BOUNDS.invitationBytes),
    language: clip(invitation.language, BOUNDS.tagBytes),
    until: invitation.until,
    values: Object.fromEntries(
      Object.entries(invitation.values)
        .slice(0, BOUNDS.values)
        .map(([name, value]) => [clip(name, BOUNDS.valueBytes), plain(value)]),
    ),
    ...(topic !== undefined && { topic: clip(topic, BOUNDS.ruleBytes) }),
  };
}

function plain(value: unknown): string | number | null {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return typeof value === "string" ? clip(value, BOUNDS.valueBytes) : null;
}
