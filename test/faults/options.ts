import type { Mutation } from "./mutations.ts";
import type { Rates } from "./sim/faults.ts";

/** How a run may differ from what its seed says. */
export interface SimulateOptions {
  /** Takes the trace, line by line. */
  readonly write?: (line: string) => void;
  /** Replaces a part of the product by a broken one. */
  readonly mutation?: Mutation;
  /** Likelihoods of faults that are not left to chance. */
  readonly rates?: Rates;
}
