import { describe, expect, test } from "vitest";
import { choose } from "../../../functions/domain/routing/choose.ts";
import type { Contact } from "../../../functions/domain/routing/contact.ts";
import { NO_HISTORY, type RouterState } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { CONTROL, contact, entry, figures, NOW, ROUTER, SITE } from "./samples.ts";

function route(request: Contact, entries: readonly RosterEntry[], state: RouterState = NO_HISTORY) {
  return choose(request, entries, NOW, state, { params: ROUTER, site: SITE });
}

function winner(request: Contact, entries: readonly RosterEntry[], state?: RouterState) {
  const choice = route(request, entries, state);
  return choice.kind === "assign" ? choice.agent : undefined;
}

describe("hard constraints", () => {
  test.each([
    ["whose lease is over", entry("a", { seenUntil: NOW })],
    ["whose slots are all in use", entry("a", { load: 3 })],
    ["who was tried", entry("tried")],
  ])("[RTE4] never an agent %s", (_, candidate) => {
    const choice = route(contact({ tried: ["tried"], waited: 1e8 }), [candidate]);
    expect(choice.kind).toBe("wait");
  });
});

describe("score", () => {
  test.each<[string, Partial<RosterEntry>, Partial<RosterEntry>]>([
    ["better language", { languages: { et: 5 } }, { languages: { et: 3 } }],
    ["better topic", { skills: { payment: 5 } }, { skills: { payment: 1 } }],
    ["fewer chats", { load: 0 }, { load: 2 }],
    ["less busy of late", { occupancy: 0.2 }, { occupancy: 0.9 }],
    ["fewer other uses", { languages: { et: 5 } }, { languages: { et: 5, ru: 5 } }],
    ["longer idle among equals", { idleSince: NOW - 9_000 }, { idleSince: NOW - 8_000 }],
  ])("[RTE5] prefers the %s", (_, better, worse) => {
    const entries = [entry("b", worse), entry("c", better)];
    expect(winner(contact(), entries)).toBe("c");
    expect(winner(contact(), entries.reverse())).toBe("c");
  });

  test("[RTE6] equal in all, the lower id goes first, and the record says so", () => {
    const choice = route(contact(), [entry("b"), entry("a")]);
    expect(choice).toMatchObject({ agent: "a", ranked: ["a", "b"] });
    expect(choice.explanation.tieBreak).toBe("id");
  });

  test("[RTE6] an agent listed by two pools is one candidate", () => {
    expect(route(contact(), [entry("a"), entry("a"), entry("b")])).toMatchObject({
      ranked: ["a", "b"],
    });
  });

  test("[RTE7] a slot that another language waits for is kept, until the level has fallen", () => {
    const scarce = figures({ et: { free: 6, waiting: 0 }, ru: { free: 0, waiting: 9 } });
    const bridge = entry("a", { languages: { et: 3, ru: 5 } });
    const choice = route(contact({ topic: "delivery" }), [bridge], scarce);
    expect(choice.kind).toBe("wait");
    expect(winner(contact({ topic: "delivery", waited: 60_000 }), [bridge], scarce)).toBe("a");
  });
});

describe("ladder", () => {
  const fair = entry("a", { languages: { et: 2 } });
  const foreign = entry("a", { languages: { ru: 5, en: 4 } });
  const strained = figures({
    et: { free: 0, waiting: 12 },
    ru: { free: 9, waiting: 0 },
    en: { free: 9, waiting: 0 },
  });
  const quiet = figures({
    et: { free: 5, waiting: 0 },
    ru: { free: 9, waiting: 0 },
    en: { free: 9, waiting: 0 },
  });

  test.each<[string, RosterEntry, number, RouterState, boolean]>([
    ["who gets by, at once", fair, 0, strained, false],
    ["who gets by, later", fair, ROUTER.workable.afterMs, strained, true],
    ["who needs a translation, at once", foreign, 0, strained, false],
    ["who needs a translation, at last", foreign, 60_000, strained, true],
    ["who needs a translation, while others are free", foreign, 60_000, quiet, false],
    [
      "who needs a translation, the budget spent",
      foreign,
      60_000,
      { ...strained, credit: 0 },
      false,
    ],
    [
      "who needs a translation and has a single slot left",
      { ...foreign, load: 2 },
      60_000,
      strained,
      false,
    ],
    ["who shares no language", entry("a", { languages: { ru: 5 } }), 60_000, strained, false],
  ])("[RTE1] an agent %s", (_, candidate, waited, state, takes) => {
    expect(winner(contact({ waited }), [candidate], state)).toBe(takes ? "a" : undefined);
  });

  test("[RTE8] an uncertain language is a wish: who speaks it goes first, anybody later", () => {
    const unsure = { languageConfidence: 0.5 };
    const other = entry("b", { languages: { fi: 5 } });
    expect(winner(contact(unsure), [entry("a"), other])).toBe("a");
    expect(winner(contact({ ...unsure, waited: ROUTER.widenAfterMs }), [other])).toBe("b");
  });

  test("[RTE2] who waits for a better match is looked at again when the level lets the best in", () => {
    const weak = entry("a", { languages: { et: 3 }, skills: {} });
    const params = { ...ROUTER, reservation: { ...ROUTER.reservation, start: 0.9 } };
    const options = { params, site: SITE };
    const choice = choose(contact(), [weak], NOW, NO_HISTORY, options);
    if (choice.kind !== "wait" || choice.until === undefined) throw new Error("should wait");
    const until = choice.until;
    expect(choose(contact(), [weak], until - 1, NO_HISTORY, options).kind).toBe("wait");
    expect(choose(contact(), [weak], until, NO_HISTORY, options).kind).toBe("assign");
  });
});

describe("last agent", () => {
  const known = { lastAgent: "a" };
  const better = entry("b");

  test("[RTE9] goes first, though another would score a little higher", () => {
    const last = entry("a", { skills: { payment: 3 }, load: 1 });
    const choice = route(contact(known), [last, better]);
    expect(choice).toMatchObject({ agent: "a", explanation: { outcome: "last-agent" } });
  });

  test("[RTE9] is waited for when full, for a short while only", () => {
    const full = entry("a", { load: 3 });
    expect(route(contact(known), [full, better])).toMatchObject({
      kind: "wait",
      until: NOW + ROUTER.lastAgent.waitMs,
      explanation: { outcome: "waits-for-last-agent" },
    });
    const late = contact({ ...known, waited: ROUTER.lastAgent.waitMs });
    expect(winner(late, [full, better])).toBe("b");
  });

  test("[RTE9] is not waited for when gone", () => {
    expect(winner(contact(known), [entry("a", { seenUntil: 0 }), better])).toBe("b");
  });
});

describe("control share", () => {
  const strong = entry("a", { idleSince: NOW - 1 });
  const weak = entry("b", { languages: { et: 3 }, skills: {}, idleSince: NOW - 2 });

  test("[RTE10] goes to the longest idle of those who speak the language, and is marked", () => {
    const choice = choose(contact(), [strong, weak], NOW, NO_HISTORY, { params: CONTROL });
    expect(choice).toMatchObject({ agent: "b", explanation: { policy: "control" } });
  });

  test("[RTE10] keeps the hard constraints and the language", () => {
    const others = [entry("c", { load: 3 }), entry("d", { languages: { et: 2, ru: 5 } })];
    expect(choose(contact(), others, NOW, NO_HISTORY, { params: CONTROL }).kind).toBe("wait");
  });

  test("[RTE10] is a tenth by default, the same contact always on the same side", () => {
    const sides = Array.from({ length: 4_000 }, (_, index) => {
      const choice = choose(contact({ id: `c-${index}` }), [], NOW, NO_HISTORY, { site: SITE });
      return choice.explanation.policy;
    });
    const share = sides.filter((policy) => policy === "control").length / sides.length;
    expect(share).toBeGreaterThan(0.085);
    expect(share).toBeLessThan(0.115);
  });
});
