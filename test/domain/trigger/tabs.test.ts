import fc from "fast-check";
import { expect, test } from "vitest";
import type { SignalKind } from "../../../functions/contract/signal.ts";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { RESTRAINT, type Restraint } from "../../../functions/domain/trigger/restraint.ts";
import {
  accepted,
  asOneWrite,
  chatClosed,
  dismissed,
  invitationOver,
  invited,
} from "../../../functions/domain/visit/change.ts";
import { carrySeal, fromSeal, newVisit, observe } from "../../../functions/domain/visit/observe.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { batch, DAY, HOUR, invitation, MINUTE, NOON } from "../visit/make.ts";
import { compiled, env, rule } from "./make.ts";

const KINDS = ["rage-click", "dead-click", "exit-intent", "error-page"] as const;
const rules = compiled(
  ...KINDS.map((kind, i) => rule({ id: kind, on: [kind, "page-view"], priority: i })),
);

type Doing = "signal" | "dismiss" | "over" | "chat" | "close" | "finish";

interface Step {
  readonly tab: number;
  readonly doing: Doing;
  readonly wait: number;
  readonly kind: SignalKind;
}

const step: fc.Arbitrary<Step> = fc.record({
  tab: fc.nat(3),
  doing: fc.constantFrom<Doing>(
    ...(["signal", "signal", "signal", "finish", "finish", "finish"] as const),
    ...(["dismiss", "over", "chat", "close"] as const),
  ),
  wait: fc.constantFrom(0, 5_000, MINUTE, 16 * MINUTE, 40 * MINUTE, 5 * HOUR, 25 * HOUR),
  kind: fc.constantFrom(...KINDS, "page-view"),
});

/** What a shopper with several tabs, a table that writes only what follows on its version, and tabs that lag behind it make of each other. */
class World {
  now = NOON;
  stored: Visit | undefined;
  readonly shown: { at: number; rule: string; until: number; visit: number }[] = [];
  readonly dismissals: { at: number; rule: string }[] = [];
  readonly #memos = new Map<number, unknown>();
  readonly #pending = new Map<number, { visit: Visit; shown?: string; from: SignalKind }>();
  readonly #numbers = new Map<number, number>();
  readonly #restraint: Restraint;

  constructor(restraint: Restraint) {
    this.#restraint = restraint;
  }

  take({ tab, doing, wait, kind }: Step): void {
    this.now += wait;
    if (doing === "signal" && !this.#pending.has(tab)) {
      this.#numbers.set(tab, (this.#numbers.get(tab) ?? 0) + 1);
      this.#evaluate(tab, kind, fromSeal(this.#memos.get(tab)));
    } else if (doing === "finish") this.#finish(tab);
    else this.#change(doing);
  }

  /** Decides on the visit that the tab knows, be it old. The write comes later. */
  #evaluate(tab: number, kind: SignalKind, known: Visit | undefined): void {
    const taken = batch([kind], { page: `tab-${tab}-page`, n: this.#numbers.get(tab) ?? 1 });
    const observation = observe(known ?? this.stored ?? newVisit("v", this.now), taken, this.now);
    if (observation.kind !== "observed") return;
    const { visit } = observation;
    const decision = decide(rules, visit, env({ now: this.now, restraint: this.#restraint }));
    if (decision.kind === "none") {
      this.#pending.set(tab, { visit, from: kind });
      return;
    }
    const id = `inv-${tab}-${this.now}-${visit.version}`;
    const open = invitation(decision.rule, this.now + 45_000, id);
    const next = asOneWrite({ version: visit.version - 1 }, invited(visit, open, this.now));
    this.#pending.set(tab, { visit: next, shown: decision.rule, from: kind });
  }

  #finish(tab: number): void {
    const pending = this.#pending.get(tab);
    if (!pending) return;
    this.#pending.delete(tab);
    const { visit, shown, from } = pending;
    if (visit.version - 1 !== (this.stored?.version ?? 0)) {
      this.#evaluate(tab, from, this.stored);
      return;
    }
    this.stored = visit;
    this.#memos.set(tab, JSON.parse(JSON.stringify(carrySeal(visit))));
    const { invitation: open } = visit;
    if (shown === undefined || open === undefined) return;
    const at = visit.invitedAt.at(-1) ?? 0;
    this.shown.push({ at, rule: shown, until: open.until, visit: visit.startedAt });
  }

  /** What happens to the stored visit itself, between any read and write of the tabs. */
  #change(doing: Doing): void {
    const visit = this.stored;
    if (visit === undefined) return;
    const id = visit.invitation?.id ?? visit.over?.id ?? "none";
    const open = visit.invitation ?? visit.over;
    if (doing === "dismiss" && open) {
      this.stored = dismissed(visit, id, this.now);
      this.dismissals.push({ at: this.now, rule: open.rule });
    }
    if (doing === "over") this.stored = invitationOver(visit, id);
    const last = this.shown.at(-1);
    if (last && doing !== "close") last.until = Math.min(last.until, this.now);
    if (doing === "chat") this.stored = accepted(visit, "conversation-1", this.now);
    if (doing === "close" && visit.conversation) this.stored = chatClosed(visit, this.now);
  }
}

const loose: Restraint = {
  ...RESTRAINT,
  perVisit: 2,
  perDay: 3,
  gapMs: 5_000,
  allAfterDismissalMs: 0,
  afterChatMs: MINUTE,
};

function lived(steps: readonly Step[], restraint: Restraint): World {
  const world = new World(restraint);
  for (const each of steps) world.take(each);
  return world;
}

const lives = fc.array(step, { minLength: 20, maxLength: 120 });

for (const [name, restraint] of [
  ["usual", RESTRAINT],
  ["loose", loose],
] as const) {
  test(`[TRG25] no cap is passed by several tabs with stale memos (${name} restraint)`, () => {
    let total = 0;
    fc.assert(
      fc.property(lives, (steps) => {
        const { shown } = lived(steps, restraint);
        total += shown.length;
        shown.forEach(({ at, visit }, i) => {
          const before = shown.slice(0, i);
          const previous = before.at(-1);
          if (previous) expect(at).toBeGreaterThanOrEqual(previous.at + restraint.gapMs);
          if (previous) expect(at).toBeGreaterThanOrEqual(previous.until);
          const day = before.filter((one) => one.at > at - DAY);
          expect(day.length).toBeLessThan(restraint.perDay);
          const same = before.filter((one) => one.visit === visit);
          expect(same.length).toBeLessThan(restraint.perVisit);
        });
      }),
      { numRuns: 300 },
    );
    // The property would hold for a service that says nothing, too.
    expect(total).toBeGreaterThan(100);
  });

  test(`[TRG26] a dismissed rule stays quiet for its whole period (${name} restraint)`, () => {
    let dismissals = 0;
    fc.assert(
      fc.property(lives, (steps) => {
        const world = lived(steps, restraint);
        dismissals += world.dismissals.length;
        for (const { at, rule: id } of world.dismissals) {
          const after = world.shown.filter((one) => one.at > at);
          const own = after.filter((one) => one.rule === id);
          expect(own.every((one) => one.at >= at + restraint.ruleAfterDismissalMs)).toBe(true);
          expect(after.every((one) => one.at >= at + restraint.allAfterDismissalMs)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(dismissals).toBeGreaterThan(100);
  });
}
