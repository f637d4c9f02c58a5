import { agents } from "../../functions/adapters/memory-store/agents.ts";
import { conversations } from "../../functions/adapters/memory-store/conversations.ts";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { messages } from "../../functions/adapters/memory-store/messages.ts";
import { createState, type State } from "../../functions/adapters/memory-store/state.ts";
import { waiting } from "../../functions/adapters/memory-store/waiting.ts";
import type { Store } from "../../functions/ports.ts";

/** What assignments depend on. */
export type Table = Pick<
  State,
  "agents" | "agentConversations" | "roster" | "conversations" | "queue" | "due"
>;

export type Assignments = ReturnType<typeof agents> &
  ReturnType<typeof conversations> &
  ReturnType<typeof messages> &
  ReturnType<typeof waiting>;

/** The part of the memory store that keeps a table, on one that an exploration can copy and go back to. */
export function assignmentsOn(table: Table): Assignments {
  const state = { ...createState(), ...table };
  return { ...agents(state), ...conversations(state), ...messages(state), ...waiting(state) };
}

/** A whole memory store on a table: visits, connections, notes and what else decides over no assignment are its own. */
export function storeOn(table: Table): Store {
  return { ...createMemoryStore(), ...assignmentsOn(table) };
}

export function createTable(): Table {
  return createState();
}

/** A copy whose changes do not reach the original; records are never changed in place, so they are shared. Transcripts, on which no assignment depends, are left out. */
export function copyOf(table: Table): Table {
  return {
    agents: new Map(table.agents),
    agentConversations: mapped(table.agentConversations, (set) => new Set(set)),
    roster: mapped(table.roster, (pool) => new Map(pool)),
    conversations: mapped(table.conversations, ({ head, boxes, participants }) => ({
      head,
      boxes: new Map(boxes),
      participants: new Map(participants),
      messages: new Map(),
    })),
    queue: new Map(table.queue),
    due: new Map(table.due),
  };
}

function mapped<K, A, B>(map: ReadonlyMap<K, A>, to: (value: A) => B): Map<K, B> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}

/** Gives equal values the same number. */
export class Numbers {
  readonly #byText = new Map<string, number>();
  readonly #byRecord = new WeakMap<object, number>();

  of(value: unknown): number {
    if (typeof value !== "object" || value === null) return this.#ofText(String(value));
    const known = this.#byRecord.get(value);
    if (known !== undefined) return known;
    const number = this.#ofText(JSON.stringify(value));
    this.#byRecord.set(value, number);
    return number;
  }

  #ofText(text: string): number {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    this.#byText.set(text, this.#byText.size);
    return this.#byText.size - 1;
  }
}

/** The same text for tables that are equal, and for no others. */
export function fingerprint(table: Table, numbers: Numbers): string {
  const records = (map: ReadonlyMap<string, object>) =>
    [...map].map(([key, record]) => `${numbers.of(key)}:${numbers.of(record)}`).sort();
  const sets = (map: ReadonlyMap<string, ReadonlySet<string>>) =>
    [...map].map(
      ([key, set]) => `${numbers.of(key)}:${[...set].map((id) => numbers.of(id)).sort()}`,
    );
  return [
    records(table.agents),
    sets(table.agentConversations),
    [...table.roster.values()].flatMap(records),
    [...table.conversations.values()].map(
      ({ head, boxes, participants }) =>
        `${numbers.of(head)}(${records(boxes)})(${records(participants)})`,
    ),
    records(table.queue),
    records(table.due),
  ].join("|");
}
