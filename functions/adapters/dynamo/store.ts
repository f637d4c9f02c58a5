import type { Clock, Store } from "../../ports.ts";
import { agents } from "./agents.ts";
import { approvals } from "./approvals.ts";
import { asides } from "./asides.ts";
import { budgets } from "./budgets.ts";
import { connections } from "./connections.ts";
import { customers } from "./customers.ts";
import { documents } from "./documents.ts";
import { dues } from "./due.ts";
import { experiments } from "./experiments.ts";
import { heads } from "./heads.ts";
import { messages } from "./messages.ts";
import { offers } from "./offers.ts";
import { createOutboxes } from "./outboxes.ts";
import { pain } from "./pain.ts";
import { participants } from "./participants.ts";
import { queue } from "./queue.ts";
import { createRetention } from "./retention.ts";
import { roster } from "./roster.ts";
import { routed } from "./routed.ts";
import { rules } from "./rules-items.ts";
import type { Table } from "./table.ts";
import { visitList } from "./visit-list.ts";
import { visits } from "./visits.ts";

export interface StoreOptions {
  readonly clock?: Clock;
  readonly keepConversationsMs?: number;
}

/**
 * The store in one DynamoDB table with keys `pk` and `sk` (strings) and `expiresAt` (epoch seconds) as its time to live. It needs no index, stream, transaction or scan.
 * @param options.clock only to tell what is overdue when it is written; must be the callers' own time
 * @param options.keepConversationsMs how long heads and messages are kept after the last message; for good when absent
 */
export function createStore(table: Table, options: StoreOptions = {}): Store {
  const retention = createRetention(options.keepConversationsMs);
  const outboxes = createOutboxes(table, retention);
  return {
    ...visits(table),
    ...customers(table),
    ...connections(table),
    ...agents(table),
    ...roster(table),
    ...routed(table),
    ...heads(table, retention),
    ...participants(table, outboxes),
    ...messages(table, outboxes, retention),
    ...asides(table, retention),
    ...pain(table, retention),
    ...queue(table),
    ...dues(table, options.clock ?? Date.now),
    ...budgets(table),
    ...offers(table),
    ...approvals(table),
    ...rules(table),
    ...documents(table),
    ...visitList(table),
    ...experiments(table),
  };
}
