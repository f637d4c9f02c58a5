import type { Cart, PageView } from "../../contract/signal.ts";
import { PAGE_LIST, PAGES, SIGNAL_LIST, SIGNALS } from "./kinds.ts";
import type { OpenInvitation, PageMark, Trace, Visit } from "./visit.ts";

/** The layout's number; a memo of another layout is no memo, and the visit is read from the table instead. */
export const LAYOUT = 1;

/**
 * The visit as a memo carries it: positions instead of names, codes instead of kinds, times as distances from the visit's beginning. JSON of it has
 * at most `MAX_SEAL_BYTES` for every visit that `observe` and the functions of change.ts can make.
 */
export function carrySeal(visit: Visit): unknown {
  const { startedAt, view, cart, invitation, over, customer } = visit;
  const time = (at: number): number => at - startedAt;
  const perhaps = (at: number | undefined) => (at === undefined ? null : time(at));
  return withoutEnd(null, [
    LAYOUT,
    visit.visitor,
    visit.version,
    startedAt,
    time(visit.lastAt),
    visit.visits,
    visit.consent ? 1 : 0,
    Object.entries(visit.pages).map(([id, mark]) => sealMark(id, mark, time)),
    visit.here,
    [visit.rate.minute, visit.rate.batches],
    view ? sealView(view) : null,
    cart ? sealCart(cart) : null,
    visit.fresh.map((kind) => SIGNALS[kind].code),
    withoutEnd(
      0,
      SIGNAL_LIST.map((kind) => visit.counts[kind] ?? 0),
    ),
    withoutEnd(
      0,
      PAGE_LIST.map((kind) => visit.viewed[kind] ?? 0),
    ),
    visit.trail.map((trace) => sealTrace(trace, time)),
    visit.invitedAt.map(time),
    Object.entries(visit.dismissed).map(([rule, at]) => [rule, time(at)]),
    Object.entries(visit.custom),
    invitation ? sealInvitation(invitation, time) : null,
    over ? [over.id, over.rule] : null,
    perhaps(visit.chattedAt),
    perhaps(visit.purchasedAt),
    visit.conversation ?? null,
    visit.language ?? null,
    customer
      ? withoutEnd(null, [customer.key, customer.tier ?? null, customer.country ?? null])
      : null,
    visit.timeZone ?? null,
  ]);
}

/** The list without the `empty` entries at its end. */
function withoutEnd(empty: unknown, list: readonly unknown[]): readonly unknown[] {
  let length = list.length;
  while (length > 0 && list[length - 1] === empty) length -= 1;
  return list.slice(0, length);
}

type Time = (at: number) => number;

function sealMark(id: string, mark: PageMark, time: Time): unknown {
  return [id, mark.n, mark.seen, mark.load, time(mark.since), PAGES[mark.kind]];
}

function sealView(view: PageView): unknown {
  const { title, language, languages, status } = view;
  return withoutEnd(null, [
    PAGES[view.kind],
    view.path,
    view.device === "touch" ? 1 : 0,
    title ?? null,
    language ?? null,
    languages ?? null,
    status ?? null,
  ]);
}

function sealCart({ value, currency, items, names }: Cart): unknown {
  return withoutEnd(null, [value, currency, items, names ?? null]);
}

function sealTrace({ kind, at, page, load, detail, name }: Trace, time: Time): unknown {
  const code = SIGNALS[kind].code;
  return withoutEnd(null, [code, time(at), PAGES[page], load, detail ?? null, name ?? null]);
}

function sealInvitation(invitation: OpenInvitation, time: Time): unknown {
  const { id, rule, agent, agentName, text, language, until, values, topic } = invitation;
  const whole = [id, rule, agent, agentName, text, language, time(until), values, topic ?? null];
  return withoutEnd(null, whole);
}
