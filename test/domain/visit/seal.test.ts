import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  PAGE_KINDS,
  SIGNAL_KINDS,
  type SignalBatch,
  signalBatchSchema,
} from "../../../functions/contract/signal.ts";
import { MAX_SEAL_BYTES } from "../../../functions/domain/visit/bounds.ts";
import {
  accepted,
  chatClosed,
  dismissed,
  identified,
  invitationOver,
  invited,
} from "../../../functions/domain/visit/change.ts";
import { carrySeal, fromSeal, newVisit, observe } from "../../../functions/domain/visit/observe.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { batch, CART, DAY, firstSeen, invitation, MINUTE, NOON, seen } from "./make.ts";

function memo(visit: Visit): string {
  return JSON.stringify(carrySeal(visit));
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

const nasty = fc.string({ unit: "binary", maxLength: 400 });
const heavy = fc.oneof(
  nasty,
  fc.constantFrom("\u0001", '"', "\\", "ф", "漢", "🧦", "\ud800").map((c) => c.repeat(120)),
);
const upTo = (most: number) => heavy.map((text) => text.slice(0, most));
const tag = fc.constantFrom("en", "zh-Hant-TW", "sr-Latn-RS-ekavsk", "de-1996-abcdefgh-abcdefgh");
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });

const anyBatch: fc.Arbitrary<SignalBatch> = fc
  .record({
    page: fc.stringMatching(/^[A-Za-z0-9_-]{40}$/),
    n: fc.integer({ min: 1, max: 1_000_000 }),
    view: fc.record({
      kind: fc.constantFrom(...PAGE_KINDS),
      path: upTo(300),
      title: optional(upTo(120)),
      language: optional(tag),
      languages: optional(fc.array(tag, { maxLength: 8 })),
      device: fc.constantFrom("desktop" as const, "touch" as const),
      status: optional(fc.integer({ min: 100, max: 599 })),
    }),
    cart: optional(
      fc.record({
        value: fc.double({ min: 0, max: 1e7, noNaN: true }),
        currency: fc.constant("EUR"),
        items: fc.integer({ min: 0, max: 10_000 }),
        names: optional(fc.array(upTo(120), { maxLength: 5 })),
      }),
    ),
    signals: fc.array(
      fc.record({
        kind: fc.constantFrom(...SIGNAL_KINDS),
        at: fc.integer({ min: 0, max: 1e9 }),
        detail: optional(upTo(120)),
        name: optional(upTo(120)),
      }),
      { maxLength: 20 },
    ),
  })
  .map((raw) => v.parse(signalBatchSchema, JSON.parse(JSON.stringify(raw))));

const anyStep = fc.record({
  batch: anyBatch,
  wait: fc.constantFrom(0, 1, 900, MINUTE, 31 * MINUTE, DAY),
  next: fc.constantFrom(
    "nothing",
    "invite",
    "invite",
    "dismiss",
    "over",
    "chat",
    "close",
    "identify",
  ),
  text: heavy,
});

/** A life of any visitor, step by step. */
function live(steps: readonly (typeof anyStep extends fc.Arbitrary<infer T> ? T : never)[]) {
  const visits: Visit[] = [newVisit("v".repeat(64), NOON)];
  let now = NOON;
  steps.forEach((step, i) => {
    now += step.wait;
    let visit = visits.at(-1) as Visit;
    const observation = observe(visit, step.batch, now);
    if (observation.kind === "observed") visits.push(observation.visit);
    visit = visits.at(-1) as Visit;
    const id = visit.invitation?.id ?? "none";
    if (step.next === "invite") {
      const long = step.text.repeat(9);
      const open = {
        id: `${i}${"i".repeat(63)}`.slice(0, 64),
        rule: `${i}-${"r".repeat(40)}`,
        agent: "a".repeat(70),
        agentName: long,
        text: long,
        language: "sr-Latn-RS-ekavsk",
        until: now + 45_000,
        values: Object.fromEntries(Array.from({ length: 20 }, (_, k) => [`${k}${long}`, long])),
        topic: long,
      };
      visits.push(invited(visit, open, now));
    }
    if (step.next === "dismiss") visits.push(dismissed(visit, id, now));
    if (step.next === "over") visits.push(invitationOver(visit, id));
    if (step.next === "chat") visits.push(accepted(visit, "c".repeat(90), now, step.text));
    if (step.next === "identify") {
      const customer = { key: step.text, tier: step.text, country: step.text };
      visits.push(identified(visit, i % 3 === 2 ? undefined : customer));
    }
    if (step.next === "close") visits.push(chatClosed(visit, now));
  });
  return visits;
}

describe("the memo", () => {
  test("[SIG40] carries any visit whole and never more than its bound", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        for (const visit of live(steps)) {
          const text = memo(visit);
          expect(bytes(text)).toBeLessThanOrEqual(MAX_SEAL_BYTES);
          expect(fromSeal(JSON.parse(text))).toEqual(visit);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("[SIG40] stays below its bound with every field at its fullest", () => {
    const full = "\\".repeat(300);
    let visit = newVisit("v".repeat(64), NOON);
    for (let i = 0; i < 12; i += 1) {
      const raw: SignalBatch = {
        page: `${i}${"p".repeat(40)}`.slice(0, 40),
        n: 1_000_000,
        view: {
          kind: "other",
          path: full,
          title: full.slice(0, 120),
          language: "de-1996-abcdefgh",
          languages: Array(8).fill("de-1996-abcdefgh"),
          device: "touch",
          status: 599,
        },
        cart: { value: 1e7 - 0.01, currency: "EUR", items: 10_000, names: Array(5).fill(full) },
        signals: SIGNAL_KINDS.slice(0, 20).map((kind) => ({ kind, at: 1e9 - i, detail: full })),
      };
      visit = seen(visit, raw, NOON + i * 29 * MINUTE);
      const own = Array.from({ length: 7 }, (_, k) => ({
        kind: "custom" as const,
        at: k,
        name: `${k}${full}`,
        detail: full,
      }));
      visit = seen(visit, { ...raw, n: 999_999, signals: own }, NOON + i * 29 * MINUTE);
      const values = Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`${k}${full}`, full]));
      const open = {
        ...invitation(`${i}${full}`, NOON, full),
        agentName: full,
        text: full.repeat(9),
      };
      visit = invited(visit, { ...open, agent: full, topic: full, values }, NOON + i * 29 * MINUTE);
      if (i < 8) visit = dismissed(visit, visit.invitation?.id ?? "", NOON + i * 29 * MINUTE);
    }
    const { customer } = identified(visit, { key: full, tier: full, country: full });
    const { timeZone } = accepted(visit, full, NOON, full);
    visit = { ...visit, ...(customer && { customer }), ...(timeZone && { timeZone }) };
    visit = { ...visit, chattedAt: NOON, purchasedAt: NOON, conversation: "c".repeat(64) };
    visit = {
      ...visit,
      language: "de-1996-abcd",
      over: { id: "i".repeat(64), rule: "r".repeat(32) },
    };
    visit = { ...visit, counts: Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, 9999])) };
    expect(Object.keys(visit.dismissed)).toHaveLength(8);
    expect(visit.invitation).toBeDefined();
    expect(bytes(memo(visit))).toBeGreaterThan(3000);
    expect(bytes(memo(visit))).toBeLessThanOrEqual(MAX_SEAL_BYTES);
  });

  test("[SIG41] of a usual visit is small", () => {
    let visit = firstSeen(["page-view"], { kind: "home", language: "fi-FI", path: "/fi/etusivu" });
    const path = "/fi/naiset/neuleet/villapaita-luonnonvalkoinen";
    for (let i = 0; i < 6; i += 1) {
      const page = `Vk3xT9aQmZ1rLc0pWd4s${i}w`;
      visit = seen(
        visit,
        batch(["page-view", "view-item", "price-selected"], { page, path, language: "fi-FI" }),
        NOON + i * MINUTE,
      );
    }
    const cart = { ...CART, names: ["Villapaita, luonnonvalkoinen", "Villasukat 2 paria"] };
    const options = { page: "Qk3xT9aQmZ1rLc0pWd4s7w", kind: "cart", cart, language: "fi" } as const;
    visit = seen(visit, batch(["page-view", "cart-hesitation"], options), NOON + 8 * MINUTE);
    expect(bytes(memo(visit))).toBeLessThan(1100);
    const open = { ...invitation("cart-hesitation", NOON), text: "ф".repeat(110) };
    expect(bytes(memo(invited(visit, open, NOON + 8 * MINUTE)))).toBeLessThan(1536);
  });

  test("[SIG42] that is not whole, or of another layout, is no visit", () => {
    const sealed = carrySeal(firstSeen(["custom", "rage-click"], { cart: CART })) as unknown[];
    expect(fromSeal(sealed)).toBeDefined();
    expect(fromSeal([2, ...sealed.slice(1)])).toBeUndefined();
    expect(fromSeal(sealed.slice(0, 9))).toBeUndefined();
    for (const other of [undefined, null, 1, "x", {}, [], [1], [[1]]]) {
      expect(fromSeal(other)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.nat(17), fc.jsonValue(), (at, value) => {
        const broken = fromSeal(sealed.with(at, value));
        // Whatever was put in: either nothing, or a visit that can be carried again.
        if (broken) expect(() => carrySeal(broken)).not.toThrow();
      }),
    );
  });
});
