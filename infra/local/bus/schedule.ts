import type { EventBus } from "./event-bus.ts";
import type { RuleSpec } from "./spec.ts";

/** Fires the rules that run at a rate. */
export class Schedule {
  readonly #bus: EventBus;
  readonly #rules: readonly RuleSpec[];
  readonly #timers: NodeJS.Timeout[] = [];

  /** @param scale factor on every period: 1 for real time, 0 to fire only on `tick` */
  constructor(bus: EventBus, rules: readonly RuleSpec[], scale: number) {
    this.#bus = bus;
    this.#rules = rules.filter(({ trigger }) => trigger.kind === "rate");
    for (const rule of scale > 0 ? this.#rules : []) {
      if (rule.trigger.kind !== "rate") continue;
      const everyMs = rule.trigger.everyMs * scale;
      this.#timers.push(setInterval(() => void bus.fire(rule), everyMs));
    }
  }

  /** Fires every scheduled rule now; resolves when their targets have answered. */
  async tick(): Promise<void> {
    await Promise.all(this.#rules.map((rule) => this.#bus.fire(rule)));
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
