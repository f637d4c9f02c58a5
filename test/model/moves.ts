import { Behaviour, type Point } from "./behaviour.ts";
import type { Armed } from "./invocation.ts";
import { brokenAt } from "./promises.ts";
import { type Mutation, ofTimer, type Request, type Scenario } from "./scenario.ts";
import { type Actor, hadBy, nowHad, type Situation, type Thread, withThread } from "./situation.ts";
import { Stage } from "./stage.ts";
import type { Numbers } from "./table.ts";
import type { Tables } from "./tables.ts";
import { toldCall } from "./told.ts";

/** One thing that may happen next. */
export interface Move {
  readonly what: () => string;
  readonly to: Situation;
  /** Promises that it broke. */
  readonly broken: readonly string[];
  /** An invocation died in it. */
  readonly death?: true;
}

type Running = Extract<Thread, { kind: "running" }>;

/** What may happen in a scenario, one step at a time. */
export class Moves {
  readonly #scenario: Scenario;
  readonly #mutation: Mutation;
  readonly #numbers: Numbers;
  readonly #tables: Tables;
  readonly #actors = new Map<string, Actor>();
  #beginning = 0;

  constructor(scenario: Scenario, mutation: Mutation, numbers: Numbers, tables: Tables) {
    this.#scenario = scenario;
    this.#mutation = mutation;
    this.#numbers = numbers;
    this.#tables = tables;
  }

  async first(): Promise<Situation> {
    const { begin, crashes, fires } = this.#scenario;
    const stage = new Stage();
    const requests = await begin(stage);
    const { world } = stage;
    const table = this.#tables.kept(stage.table);
    this.#beginning = world.now;
    const threads = requests.map(
      (request) => ({ kind: "to come", actor: this.#actor(request) }) as const,
    );
    return {
      table,
      tick: 0,
      threads,
      armed: world.armed.filter((one) => this.#fires(one)),
      firings: fires?.most ?? 0,
      crashes,
      had: nowHad(new Set(), table),
    };
  }

  /** Epoch ms. */
  timeOf({ tick }: Pick<Situation, "tick">): number {
    return this.#beginning + ([0, ...(this.#scenario.ticks ?? [])][tick] ?? 0);
  }

  async *from(situation: Situation): AsyncIterable<Move> {
    const { threads, armed, firings, tick } = situation;
    if (tick < (this.#scenario.ticks?.length ?? 0)) yield* this.#clockMoves(situation);
    for (const [index, thread] of threads.entries()) {
      if (thread.kind === "to come") yield* this.#begins(situation, index, thread.actor);
      else yield* this.#goesOn(situation, index, thread);
    }
    if (firings > 0) for (const one of armed) yield this.#firing(situation, one);
  }

  /** Whoever would outlive its function is ended, which counts as a crash. */
  *#clockMoves(from: Situation): Iterable<Move> {
    const tick = from.tick + 1;
    const now = this.timeOf({ tick });
    const threads = from.threads.filter(
      (one) => one.kind === "to come" || now - one.since <= one.actor.request.lifeMs,
    );
    const crashes = from.crashes - (from.threads.length - threads.length);
    if (crashes < 0) return;
    const to = { ...from, tick, threads, crashes };
    yield { what: () => "the clock moves", to, broken: [...brokenAt(to.table, now)] };
  }

  async *#begins(from: Situation, index: number, actor: Actor): AsyncIterable<Move> {
    const { name } = actor.request;
    if (from.crashes > 0) yield death(from, index, () => `${name} dies before it begins`);
    const since = this.timeOf(from);
    const point = await actor.behaviour.start(since);
    yield this.#arrival(
      from,
      index,
      { kind: "running", actor, point, since },
      () => `${name} begins`,
    );
  }

  async *#goesOn(from: Situation, index: number, thread: Running): AsyncIterable<Move> {
    for (const [which, call] of thread.point.pending.entries()) {
      const { actor, point } = thread;
      const now = this.timeOf(from);
      const { table, answer, broken } = await this.#tables.after(from.table, call, now);
      const what = () => `${actor.request.name}: ${toldCall(call, answer)}`;
      const changed = table !== from.table;
      const after = changed ? { ...from, table, had: nowHad(from.had, table) } : from;
      if (from.crashes > 0 && changed)
        yield { ...death(after, index, () => `${what()}, and dies`), broken };
      const next = await actor.behaviour.next(point, which, answer, now);
      const move = this.#arrival(after, index, { ...thread, point: next }, what);
      yield { ...move, broken: [...broken, ...move.broken] };
    }
  }

  #firing(from: Situation, armed: Armed): Move {
    const actor = this.#actor(ofTimer(armed));
    const threads = [...from.threads, { kind: "to come", actor } as const];
    const to = { ...from, threads, firings: from.firings - 1 };
    return { what: () => `${actor.request.name} is sent`, to, broken: [] };
  }

  #arrival(from: Situation, index: number, thread: Running, what: Move["what"]): Move {
    const { point, actor } = thread;
    const fresh = point.armed.filter((one) => this.#fires(one) && !isAmong(from.armed, one));
    const to = {
      ...from,
      threads: withThread(from.threads, index, ...(point.end ? [] : [thread])),
      armed: [...from.armed, ...fresh],
    };
    return { what, to, broken: [...unmet(actor.request, point, from.had)] };
  }

  #fires({ timer }: Armed): boolean {
    return this.#scenario.fires?.kinds.includes(timer.kind) ?? false;
  }

  #actor(request: Request): Actor {
    const known = this.#actors.get(request.name);
    if (known) return known;
    const behaviour = new Behaviour(request.work, this.#numbers, this.#mutation.calls);
    const actor = { number: this.#actors.size, request, behaviour };
    this.#actors.set(request.name, actor);
    return actor;
  }
}

function death(from: Situation, index: number, what: Move["what"]): Move {
  const to = {
    ...from,
    threads: withThread(from.threads, index),
    crashes: from.crashes - 1,
  };
  return { what, to, broken: [], death: true };
}

function isAmong(all: readonly Armed[], { timer, at }: Armed): boolean {
  const text = JSON.stringify(timer);
  return all.some((one) => one.at === at && JSON.stringify(one.timer) === text);
}

/** What an answer promises and is not so. */
function* unmet({ name, gives }: Request, { end }: Point, had: Situation["had"]): Iterable<string> {
  if (end?.kind === "failed") yield `${name} failed: ${end.error}`;
  if (end?.kind !== "answered" || !gives) return;
  const { ok } = end.value as { readonly ok: boolean };
  const { agent, conversation } = gives;
  if (ok && !had.has(hadBy(agent, conversation)))
    yield `${agent} was given ${conversation}, which she never had`;
}
