import { fire } from "../../functions/handlers/fire.ts";
import type { Timer } from "../../functions/ports.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import type { Armed, Calls, Work } from "./invocation.ts";
import type { Stage } from "./stage.ts";
import type { Assignments, Table } from "./table.ts";

/** A request that comes at some time. Two of the same name are the same. */
export interface Request {
  readonly name: string;
  readonly work: Work;
  /** Longest life of its function (infra/functions.ts). */
  readonly lifeMs: number;
  /** If it is answered with `ok`, this agent has had this conversation. */
  readonly gives?: { readonly agent: string; readonly conversation: string };
}

export interface Scenario {
  readonly name: string;
  /** Prepares what is there before anything runs at once. @returns what then comes: each once, at any time, in any order */
  readonly begin: (stage: Stage) => Promise<readonly Request[]>;
  /** Later times to which the clock moves, in this order, at any moment (ms after the beginning). */
  readonly ticks?: readonly number[];
  /** Timers of these kinds fire, as many at most: any that was armed, early, late or again. */
  readonly fires?: { readonly kinds: readonly Timer["kind"][]; readonly most: number };
  /** How many invocations die at most, at any point. */
  readonly crashes: number;
}

/** The product without one of its safeguards. */
export interface Mutation {
  /** What the table does instead, each call at one moment. */
  readonly table?: (store: Assignments, table: Table) => Assignments;
  /** What an invocation asks of the table instead. */
  readonly calls?: Calls;
  readonly sweep?: (deps: Deps) => Promise<unknown>;
}

export function ofTimer({ timer, at }: Armed): Request {
  return {
    name: `timer ${JSON.stringify(timer)} of ${at}`,
    work: (deps) => fire(deps, { greet: async () => "greeted" }, timer),
    lifeMs: 30_000,
  };
}
