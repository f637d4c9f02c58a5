import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import type { Store } from "../../functions/ports.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { World } from "../use-cases/world.ts";
import { SETTINGS } from "./stage.ts";
import type { Assignments } from "./table.ts";

/** Calls that others can come between: all that reads or writes what assignments depend on. */
const READS = [
  "agent",
  "agents",
  "allAgents",
  "roster",
  "agentConversations",
  "head",
  "participants",
  "waiting",
  "due",
] as const satisfies readonly (keyof Assignments)[];
const WRITES = [
  "createAgent",
  "saveAgent",
  "renewLease",
  "publish",
  "addAgentConversation",
  "removeAgentConversation",
  "createHead",
  "changeState",
  "join",
  "leave",
  "append",
  "rollForward",
  "enqueue",
  "dequeue",
  "addDue",
  "removeDue",
] as const satisfies readonly (keyof Assignments)[];

export type Step = (typeof READS)[number] | (typeof WRITES)[number];

const STEPS: ReadonlySet<string> = new Set([...READS, ...WRITES]);
const WRITING: ReadonlySet<string> = new Set(WRITES);

/** A call of the store that waits for its turn. */
export interface Call {
  readonly step: Step;
  readonly args: readonly unknown[];
}

export function writes({ step }: Call): boolean {
  return WRITING.has(step);
}

export type Armed = World["armed"][number];

export type End =
  | { readonly kind: "answered"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: unknown };

/** What one invocation does with the dependencies that it is given. */
export type Work = (deps: Deps) => Promise<unknown>;

/** A part of the calls that an invocation makes, in place of the right ones. */
export type Calls = (store: Store) => Store;

/** One run of a function: it goes on when one of its calls is answered, and then as far as it can without another answer. */
export class Invocation {
  readonly #work: Work;
  readonly #world: World;
  #pending: { call: Call; resolve: (answer: unknown) => void }[] = [];
  end: End | undefined;

  constructor(work: Work, calls: Calls = (store) => store) {
    this.#work = work;
    this.#world = new World(SETTINGS, calls(this.#gated()));
  }

  /** In the order in which they were made. */
  get pending(): readonly Call[] {
    return this.#pending.map(({ call }) => call);
  }

  /** Timers armed since this was asked last. */
  takeArmed(): readonly Armed[] {
    return this.#world.armed.splice(0);
  }

  async start(now: number): Promise<void> {
    this.#world.now = now;
    this.#work(this.#world.deps).then(
      (value) => {
        this.end = { kind: "answered", value };
      },
      (error: unknown) => {
        this.end = { kind: "failed", error };
      },
    );
    await quiet();
  }

  /** @param index which of the pending calls */
  async answer(index: number, answer: unknown, now: number): Promise<void> {
    this.#world.now = now;
    const [answered] = this.#pending.splice(index, 1);
    answered?.resolve(answer);
    await quiet();
  }

  /** A store of its own for all that decides over no assignment; whatever does waits for its turn. */
  #gated(): Store {
    return new Proxy(createMemoryStore(), {
      get: (beside, name) => {
        if (!STEPS.has(String(name))) return Reflect.get(beside, name);
        const step = name as Step;
        return (...args: unknown[]) =>
          new Promise((resolve) => this.#pending.push({ call: { step, args }, resolve }));
      },
    });
  }
}

/** All promises that can go on have gone on. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
