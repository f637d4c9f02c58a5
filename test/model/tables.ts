import { type Call, writes } from "./invocation.ts";
import { brokenAt, brokenBy } from "./promises.ts";
import type { Mutation } from "./scenario.ts";
import { assignmentsOn, copyOf, fingerprint, type Numbers, type Table } from "./table.ts";

/** What a call did. */
export interface Effect {
  readonly table: Table;
  readonly answer: unknown;
  /** Promises that are broken by it, or at this time after it. */
  readonly broken: readonly string[];
}

/** All tables that there are in an exploration, each once, and what the calls make of them. */
export class Tables {
  readonly #numbers: Numbers;
  readonly #mutation: Mutation;
  readonly #known = new Map<string, Table>();
  readonly #ids = new Map<Table, number>();
  readonly #effects = new Map<string, Effect>();

  constructor(numbers: Numbers, mutation: Mutation) {
    this.#numbers = numbers;
    this.#mutation = mutation;
  }

  /** The one table that is equal to this one. */
  kept(table: Table): Table {
    const print = fingerprint(table, this.#numbers);
    const known = this.#known.get(print);
    if (known) return known;
    this.#known.set(print, table);
    this.#ids.set(table, this.#ids.size);
    return table;
  }

  /** @param table a kept one */
  numberOf(table: Table): number {
    return this.#ids.get(table) ?? -1;
  }

  /** @param table a kept one; it stays as it is @param now epoch ms */
  async after(table: Table, call: Call, now: number): Promise<Effect> {
    const key = `${this.numberOf(table)} ${this.#numbers.of(call)} ${now}`;
    const known = this.#effects.get(key);
    if (known) return known;
    const effect = writes(call)
      ? await this.#written(table, call, now)
      : { table, answer: await this.#call(table, call), broken: [] };
    this.#effects.set(key, effect);
    return effect;
  }

  async #written(before: Table, call: Call, now: number): Promise<Effect> {
    const copy = copyOf(before);
    const answer = await this.#call(copy, call);
    const table = this.kept(copy);
    return { table, answer, broken: [...brokenBy(before, table), ...brokenAt(table, now)] };
  }

  #call(table: Table, { step, args }: Call): Promise<unknown> {
    const right = assignmentsOn(table);
    const store = this.#mutation.table?.(right, table) ?? right;
    return (store[step] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  }
}
