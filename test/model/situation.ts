import type { Behaviour, Point } from "./behaviour.ts";
import type { Armed } from "./invocation.ts";
import { heads } from "./promises.ts";
import type { Request } from "./scenario.ts";
import type { Numbers, Table } from "./table.ts";
import type { Tables } from "./tables.ts";

/** A request, and what its invocation may do; shared by all situations. */
export interface Actor {
  readonly number: number;
  readonly request: Request;
  readonly behaviour: Behaviour;
}

/** A request that is to come, or that runs since a time (epoch ms). One that was answered or has died is none any more. */
export type Thread =
  | { readonly kind: "to come"; readonly actor: Actor }
  | {
      readonly kind: "running";
      readonly actor: Actor;
      readonly point: Point;
      readonly since: number;
    };

/** One moment of one interleaving: all that decides over what may come. */
export interface Situation {
  readonly table: Table;
  /** Index of the present time. */
  readonly tick: number;
  readonly threads: readonly Thread[];
  readonly armed: readonly Armed[];
  /** How many timers may still fire, and invocations die. */
  readonly firings: number;
  readonly crashes: number;
  /** Which agents have had which conversations. */
  readonly had: ReadonlySet<string>;
}

/** Situations of the same key have the same future. */
export function keyOf(situation: Situation, numbers: Numbers, tables: Tables): string {
  const { table, tick, threads, armed, firings, crashes, had } = situation;
  const timers = firings > 0 ? armed.map(({ timer, at }) => `${at} ${numbers.of(timer)}`) : [];
  const progress = threads.map((thread) =>
    thread.kind === "running" ? `${thread.actor.number}.${thread.point.id}` : thread.actor.number,
  );
  return [
    tables.numberOf(table),
    progress.sort(),
    tick,
    firings,
    crashes,
    timers.sort(),
    [...had].sort(),
  ].join(";");
}

/** The same threads with another in the place of one, or with one less. */
export function withThread(
  threads: readonly Thread[],
  index: number,
  ...thread: readonly Thread[]
): readonly Thread[] {
  return threads.toSpliced(index, 1, ...thread);
}

export function hadBy(agent: string, conversation: string): string {
  return `${agent} ${conversation}`;
}

/** With those who have conversations now. */
export function nowHad(had: ReadonlySet<string>, table: Table): ReadonlySet<string> {
  const now = heads(table).flatMap(({ id, state }) =>
    state.kind === "active" ? [hadBy(state.agent, id)] : [],
  );
  return now.every((one) => had.has(one)) ? had : new Set([...had, ...now]);
}
