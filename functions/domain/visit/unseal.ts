import type { Cart, PageView } from "../../contract/signal.ts";
import { BOUNDS } from "./bounds.ts";
import { PAGE_LIST, SIGNAL_LIST } from "./kinds.ts";
import { Reader } from "./reader.ts";
import { LAYOUT } from "./seal.ts";
import type { CustomerMark, OpenInvitation, PageMark, Trace, Visit } from "./visit.ts";

const LONGEST_TRAIL = BOUNDS.trouble + BOUNDS.interest + BOUNDS.ownSignals;

/** The visit that `carrySeal` carried, or undefined when the value is of another layout or not whole. Never throws. */
export function fromSeal(sealed: unknown): Visit | undefined {
  const r = new Reader(sealed);
  if (r.number() !== LAYOUT) return undefined;
  const visitor = r.text();
  const version = r.number();
  const startedAt = r.number();
  const time: Time = (reader) => reader.number() + startedAt;
  const visit: Visit = {
    visitor,
    version,
    startedAt,
    lastAt: time(r),
    visits: r.number(),
    consent: r.number() === 1,
    pages: Object.fromEntries(r.list(BOUNDS.pages, (e) => e.tuple((p) => readMark(p, time)))),
    here: r.number(),
    rate: r.tuple((p) => ({ minute: p.number(), batches: p.number() })),
    ...some(
      "view",
      r.maybe((e) => e.tuple(readView)),
    ),
    ...some(
      "cart",
      r.maybe((e) => e.tuple(readCart)),
    ),
    fresh: r.list(SIGNAL_LIST.length, (e) => e.code(SIGNAL_LIST)),
    counts: r.counts(SIGNAL_LIST),
    viewed: r.counts(PAGE_LIST),
    trail: r.list(LONGEST_TRAIL, (e) => e.tuple((p) => readTrace(p, time))),
    invitedAt: r.list(BOUNDS.invitedAt, time),
    dismissed: Object.fromEntries(
      r.list(BOUNDS.dismissed, (e) => e.tuple((p): [string, number] => [p.text(), time(p)])),
    ),
    custom: Object.fromEntries(
      r.list(BOUNDS.customNames, (e) => e.tuple((p): [string, number] => [p.text(), p.number()])),
    ),
    ...some(
      "invitation",
      r.maybe((e) => e.tuple((p) => readInvitation(p, time))),
    ),
    ...some(
      "over",
      r.maybe((e) => e.tuple((p) => ({ id: p.text(), rule: p.text() }))),
    ),
    ...some("chattedAt", r.maybe(time)),
    ...some("purchasedAt", r.maybe(time)),
    ...some("conversation", r.maybe(text)),
    ...some("language", r.maybe(text)),
    ...some(
      "customer",
      r.maybe((e) => e.tuple(readCustomer)),
    ),
    ...some("timeZone", r.maybe(text)),
  };
  return r.failed ? undefined : visit;
}

type Time = (reader: Reader) => number;

const text = (reader: Reader): string => reader.text();

/** `{ key: value }`, or nothing when there is no value. */
function some<K extends string, T>(
  key: K,
  value: T | undefined,
): { readonly [P in K]?: T } | Record<never, never> {
  return value === undefined ? {} : { [key]: value };
}

function readMark(r: Reader, time: Time): [string, PageMark] {
  const id = r.text();
  const numbers = { n: r.number(), seen: r.number(), load: r.number() };
  return [id, { ...numbers, since: time(r), kind: r.code(PAGE_LIST) }];
}

function readView(r: Reader): PageView {
  return {
    kind: r.code(PAGE_LIST),
    path: r.text(),
    device: r.number() === 1 ? "touch" : "desktop",
    ...some("title", r.maybe(text)),
    ...some("language", r.maybe(text)),
    ...some(
      "languages",
      r.maybe((e) => e.words()),
    ),
    ...some(
      "status",
      r.maybe((e) => e.number()),
    ),
  };
}

function readCart(r: Reader): Cart {
  return {
    value: r.number(),
    currency: r.text(),
    items: r.number(),
    ...some(
      "names",
      r.maybe((e) => e.words()),
    ),
  };
}

function readCustomer(r: Reader): CustomerMark {
  return {
    key: r.text(),
    ...some("tier", r.maybe(text)),
    ...some("country", r.maybe(text)),
  };
}

function readTrace(r: Reader, time: Time): Trace {
  return {
    kind: r.code(SIGNAL_LIST),
    at: time(r),
    page: r.code(PAGE_LIST),
    load: r.number(),
    ...some("detail", r.maybe(text)),
    ...some("name", r.maybe(text)),
  };
}

function readInvitation(r: Reader, time: Time): OpenInvitation {
  return {
    id: r.text(),
    rule: r.text(),
    agent: r.text(),
    agentName: r.text(),
    text: r.text(),
    language: r.text(),
    until: time(r),
    values: r.record(),
    ...some("topic", r.maybe(text)),
  };
}
