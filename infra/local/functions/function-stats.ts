/** What a function did since the stage started; counters only ever grow. */
export interface FunctionStats {
  invocations: number;
  errors: number;
  timeouts: number;
  /** Worker threads started: one, plus one after each crash or time-out. */
  coldStarts: number;
  /** Sum over all invocations, in ms. */
  durationMs: number;
}

export function newFunctionStats(): FunctionStats {
  return { invocations: 0, errors: 0, timeouts: 0, coldStarts: 0, durationMs: 0 };
}
