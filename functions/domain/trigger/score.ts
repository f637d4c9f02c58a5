import type { Visit } from "../visit/visit.ts";

/** placeholder until weights */
export function lossRisk(visit: Visit): number {
  return visit.cart && visit.cart.items > 0 ? 0.7 : 0.85;
}
