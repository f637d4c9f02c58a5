import type { LambdaInvoke } from "./lambda.ts";
import type { GatewayLimits } from "./limits.ts";
import { type ProxyAnswer, readProxyAnswer } from "./route-response.ts";
import type { Integration } from "./routes.ts";
import { type GatewayStats, tally } from "./stats.ts";

export type RouteOutcome =
  | ProxyAnswer
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "timeout" };

const NO_JITTER = () => 0;

/** Calls the integrations of an API's routes: concurrently, in no particular order, bounded in time. */
export class Invoker {
  readonly #limits: GatewayLimits;
  readonly #stats: GatewayStats;
  readonly #delay: () => number;
  readonly #pending = new Set<Promise<RouteOutcome>>();

  /** @param delay ms by which the next call is held back, to let invocations overtake each other */
  constructor(limits: GatewayLimits, stats: GatewayStats, delay: () => number = NO_JITTER) {
    this.#limits = limits;
    this.#stats = stats;
    this.#delay = delay;
  }

  /** Never rejects: a function that throws is an outcome. */
  call(routeKey: string, integration: Integration, event: object): Promise<RouteOutcome> {
    const call = this.#call(routeKey, integration, event);
    this.#pending.add(call);
    void call.then(() => this.#pending.delete(call));
    return call;
  }

  /** Resolves when no call is under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #call(routeKey: string, integration: Integration, event: object): Promise<RouteOutcome> {
    if (integration.kind === "mock") {
      const { statusCode } = integration;
      return { kind: "answer", statusCode, body: "", base64: false, headers: {} };
    }
    tally(this.#stats.invocations, routeKey);
    const delay = this.#delay();
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    return this.#within(outcomeOf(integration.invoke, event));
  }

  #within(running: Promise<RouteOutcome>): Promise<RouteOutcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ kind: "timeout" }), this.#limits.integrationMs);
      void running.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
  }
}

async function outcomeOf(invoke: LambdaInvoke, event: object): Promise<RouteOutcome> {
  try {
    return readProxyAnswer(await invoke(event));
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
