import type { Store } from "../../functions/ports.ts";
import type { Random } from "./sim/random.ts";
import type { Fire } from "./world/queue.ts";

/** A broken part in place of a whole one. */
export interface Mutation {
  readonly store?: (store: Store, random: Random) => Store;
  readonly fire?: (fire: Fire) => Fire;
}
