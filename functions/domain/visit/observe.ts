import { MAX_BATCHES_PER_MINUTE } from "../../contract/limits.ts";
import type { Cart, PageView, Signal, SignalBatch } from "../../contract/signal.ts";
import { BOUNDS, DAY_MS, LONGEST_QUIET_MS, SILENCE_MS } from "./bounds.ts";
import { clip } from "./clip.ts";
import { takeBatch, turnOf } from "./pages.ts";
import { own, withEntry } from "./record.ts";
import { cleanPath, redact } from "./redact.ts";
import { extendTrail, traceOf } from "./trail.ts";
import type { Trace, Visit } from "./visit.ts";

export { carrySeal } from "./seal.ts";
export { fromSeal } from "./unseal.ts";

/** `again`: this batch was taken before and changes nothing. `slow_down`: too many batches in this minute; nothing was taken. */
export type Observation =
  | { readonly kind: "observed"; readonly visit: Visit }
  | { readonly kind: "again" }
  | { readonly kind: "slow_down" };

/** A visitor of whom nothing is known. Its version is 0: nothing is stored yet. */
export function newVisit(visitor: string, now: number): Visit {
  return {
    visitor: clip(visitor, BOUNDS.idBytes),
    version: 0,
    startedAt: now,
    lastAt: now,
    visits: 1,
    consent: false,
    pages: {},
    here: 0,
    rate: { minute: Math.floor(now / 60_000), batches: 0 },
    fresh: [],
    counts: {},
    custom: {},
    viewed: {},
    trail: [],
    invitedAt: [],
    dismissed: {},
  };
}

/**
 * Takes a batch of signals into the visit. Pure; a batch that was taken before changes nothing, whether it comes again or late (up to
 * `BOUNDS.lateBatches` numbers behind, on the newest `BOUNDS.pages` page loads). After `SILENCE_MS` without a batch a new visit begins.
 * @param now epoch ms; a clock behind the visit's last batch is taken to stand still
 */
export function observe(visit: Visit, batch: SignalBatch, now: number): Observation {
  const turn = turnOf(visit, batch.page, batch.n);
  if (turn === "again") return { kind: "again" };
  const time = Math.max(now, visit.lastAt);
  const minute = Math.floor(time / 60_000);
  const batches = visit.rate.minute === minute ? visit.rate.batches + 1 : 1;
  if (batches > MAX_BATCHES_PER_MINUTE) return { kind: "slow_down" };

  const base = time - visit.lastAt > SILENCE_MS ? nextVisit(visit, time) : visit;
  const { view, signals } = batch;
  const latest = signals.reduce((most, { at }) => Math.max(most, at), 0);
  const when = ({ at }: Signal) => time - Math.min(latest - at, SILENCE_MS);
  const began = time - Math.min(latest, SILENCE_MS);
  const page = { page: batch.page, n: batch.n, kind: view.kind };
  const { pages, load, moved } = takeBatch(base, page, turn, began, time);
  const traces = signals.map((signal) => traceOf(signal, when(signal), view.kind, load));
  const bought = signals.some(({ kind }) => kind === "purchase");
  const { view: _view, cart: _cart, ...rest } = base;
  const cart = turn === "late" ? base.cart : batch.cart ? boundCart(batch.cart) : base.cart;
  const seenView = turn === "late" && base.view ? base.view : boundView(view);
  return {
    kind: "observed",
    visit: {
      ...rest,
      version: base.version + 1,
      lastAt: time,
      pages,
      here: load,
      rate: { minute, batches },
      view: seenView,
      fresh: [...new Set(signals.map(({ kind }) => kind))],
      counts: counted(
        base.counts,
        signals.map(({ kind }) => kind),
      ),
      custom: customCounted(base.custom, traces),
      viewed: moved ? counted(base.viewed, [view.kind]) : base.viewed,
      trail: extendTrail(base.trail, traces),
      ...(cart && !(bought && !batch.cart) && { cart }),
      ...(bought && { purchasedAt: time }),
    },
  };
}

/** The visit that begins after silence: what restraint needs stays, what was seen is forgotten. */
function nextVisit(visit: Visit, now: number): Visit {
  const { invitation, over: _over, view: _view, ...kept } = visit;
  return {
    ...kept,
    startedAt: now,
    visits: Math.min(visit.visits + 1, BOUNDS.count),
    counts: {},
    custom: {},
    viewed: {},
    trail: [],
    invitedAt: visit.invitedAt.filter((at) => at > now - DAY_MS),
    dismissed: Object.fromEntries(
      Object.entries(visit.dismissed).filter(([, at]) => at > now - LONGEST_QUIET_MS),
    ),
    ...(invitation && invitation.until > now && { invitation }),
  };
}

function counted<K extends string>(
  counts: Readonly<Partial<Record<K, number>>>,
  kinds: readonly K[],
): Partial<Record<K, number>> {
  const sums: Partial<Record<K, number>> = { ...counts };
  for (const kind of kinds) sums[kind] = Math.min((sums[kind] ?? 0) + 1, BOUNDS.count);
  return sums;
}

function customCounted(custom: Visit["custom"], traces: readonly Trace[]): Visit["custom"] {
  return traces.reduce((sums, { name }) => {
    if (name === undefined) return sums;
    const count = own(sums, name);
    if (count === undefined && Object.keys(sums).length >= BOUNDS.customNames) return sums;
    return withEntry(sums, name, Math.min((count ?? 0) + 1, BOUNDS.count));
  }, custom);
}

function boundView(view: PageView): PageView {
  const { title, language, languages, status } = view;
  return {
    kind: view.kind,
    path: clip(cleanPath(view.path), BOUNDS.pathBytes),
    device: view.device,
    ...(title !== undefined && { title: clip(redact(title), BOUNDS.titleBytes) }),
    ...(language !== undefined && { language: clip(language, BOUNDS.tagBytes) }),
    ...(languages !== undefined && {
      languages: languages.slice(0, BOUNDS.languages).map((tag) => clip(tag, BOUNDS.tagBytes)),
    }),
    ...(status !== undefined && { status }),
  };
}

function boundCart(cart: Cart): Cart {
  const { currency, items, names } = cart;
  return {
    value: Math.round(cart.value * 100) / 100,
    currency,
    items,
    ...(names !== undefined && {
      names: names.slice(0, BOUNDS.cartNames).map((name) => clip(name, BOUNDS.productBytes)),
    }),
  };
}
