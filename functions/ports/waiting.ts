import type { Routed, RoutedRow } from "../domain/routing/routed.ts";
import type { Owner } from "./connections.ts";

export interface QueueRow {
  readonly conversation: string;
  readonly language: string;
  readonly priority: number;
  readonly since: number;
}

/** Something that must be looked at again. */
export type DueRef =
  | { readonly kind: "conversation"; readonly id: string }
  | { readonly kind: "agent"; readonly id: string }
  | { readonly kind: "offer"; readonly id: string }
  /** A stock client's connection, which must be pinged until it ends (epoch ms). */
  | {
      readonly kind: "connection";
      readonly id: string;
      readonly owner: Owner;
      readonly until: number;
    };

export interface Due {
  readonly at: number;
  readonly ref: DueRef;
}

/** Who waits, what routing achieved, and what is due. */
export interface WaitingStore {
  enqueue(row: QueueRow): Promise<void>;
  dequeue(row: QueueRow): Promise<void>;
  /** Highest priority first, then oldest. */
  waiting(language: string, limit: number): Promise<readonly QueueRow[]>;

  /** Adds to the counters of a stretch of five minutes. */
  addRouted(key: Pick<RoutedRow, "start" | "policy" | "language">, more: Routed): Promise<void>;
  /** Counters of the stretches that began from … to (epoch ms, both included), oldest first; perhaps a moment old. */
  routed(from: number, to: number): Promise<readonly RoutedRow[]>;

  addDue(due: Due): Promise<void>;
  removeDue(due: Due): Promise<void>;
  /** Everything due up to `now` that was not removed, a bounded number. The store keeps its own cursor of minutes already empty. */
  due(now: number, limit: number): Promise<readonly Due[]>;
}
