import { redeemOffer } from "../../../functions/use-cases/redeem-offer.ts";
import type { Sim } from "../sim/sim.ts";
import type { Functions } from "../world/functions.ts";

/** The shop's own back end: it redeems codes for orders, and asks again under the same key when it gets no answer. */
export class Shop {
  readonly #sim: Sim;
  readonly #functions: () => Functions;
  #orders = 0;

  constructor(sim: Sim, functions: () => Functions) {
    this.#sim = sim;
    this.#functions = functions;
  }

  redeem(code: string): void {
    const order = `order-${++this.#orders}`;
    this.#ask(code, order, 1);
  }

  #ask(code: string, order: string, attempt: number): void {
    const sim = this.#sim;
    const request = { code, order, key: `key-${order}`, cart: { value: 110, currency: "EUR" } };
    this.#functions().invoke(
      () => `redeem ${code} ${order}`,
      (deps) => redeemOffer(deps, request),
      (outcome) => {
        if (outcome.kind === "value") {
          const result = outcome.value;
          if (!result.ok) return;
          const { amount } = result;
          sim.history.push({ at: sim.now, kind: "redeemed", code, order, amount });
        } else if (attempt < 4) sim.soon(500, 5000, () => this.#ask(code, order, attempt + 1));
      },
    );
  }
}
