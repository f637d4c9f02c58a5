import { dayOf } from "../../domain/experiment/counts.ts";
import type { ChatKey } from "../../domain/feedback/ended-chat.ts";
import type { RoutedRow } from "../../domain/routing/routed.ts";
import type { QuietMark } from "../../domain/visit/quiet.ts";
import type { Due, DueRef, Owner, QueueRow } from "../../ports.ts";
import { ascending, descending } from "./order.ts";

/** Primary key of an item. An id is always the last part, so no id can pose as another key, whatever characters it holds. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Over how many partitions the list of agents and what is due are spread. */
export const SHARDS = 4;

export const visitorPk = (visitor: string): string => `VISITOR#${visitor}`;
export const ownerPk = ({ role, id }: Owner): string =>
  role === "shopper" ? visitorPk(id) : `AGENT#${id}`;
export const visitKey = (visitor: string): Key => ({ pk: visitorPk(visitor), sk: "VISIT" });
export const customerKey = (visitor: string): Key => ({ pk: visitorPk(visitor), sk: "CUSTOMER" });
export const CONNECTIONS = "CONN#";
export const connectionKey = (owner: Owner, connection: string): Key => ({
  pk: ownerPk(owner),
  sk: `${CONNECTIONS}${connection}`,
});

export const agentKey = (agent: string): Key => ({ pk: `AGENT#${agent}`, sk: "PROFILE" });
export const AGENT_CONVERSATIONS = "CONV#";
export const agentConversationKey = (agent: string, conversation: string): Key => ({
  pk: `AGENT#${agent}`,
  sk: `${AGENT_CONVERSATIONS}${conversation}`,
});
export const agentsPk = (shard: number): string => `AGENTS#${shard}`;
export const agentListKey = (agent: string): Key => ({
  pk: agentsPk(shardOf(agent)),
  sk: `AGENT#${agent}`,
});
export const poolPk = (language: string): string => `POOL#${language}`;
export const poolKey = (language: string, agent: string): Key => ({
  pk: poolPk(language),
  sk: `AGENT#${agent}`,
});

export const conversationPk = (conversation: string): string => `CONV#${conversation}`;
export const headKey = (conversation: string): Key => ({
  pk: conversationPk(conversation),
  sk: "HEAD",
});
/** Digits of a message's number in its key: more than a head can ever count. */
const SEQ_DIGITS = 10;
export const messageSk = (seq: number): string => `MSG#${String(seq).padStart(SEQ_DIGITS, "0")}`;
export const LAST_MESSAGE_SK = `MSG#${"9".repeat(SEQ_DIGITS)}`;
export const messageKey = (conversation: string, seq: number): Key => ({
  pk: conversationPk(conversation),
  sk: messageSk(seq),
});

export const NOTES = "NOTE#";
export const noteKey = (conversation: string, key: string): Key => ({
  pk: conversationPk(conversation),
  sk: `${NOTES}${key}`,
});
export const ASIDES = "ASIDE#";
export const asideKey = (conversation: string, kind: string): Key => ({
  pk: conversationPk(conversation),
  sk: `${ASIDES}${kind}`,
});
/** Customers whose lists name the conversation. */
export const CUSTOMERS = "CUSTOMER#";
export const listedKey = (conversation: string, customer: string): Key => ({
  pk: conversationPk(conversation),
  sk: `${CUSTOMERS}${customer}`,
});
export const quietPk = (customer: string): string => `QUIET#${customer}`;
export const quietKey = (customer: string, mark: QuietMark): Key => ({
  pk: quietPk(customer),
  sk: `${mark.kind}${mark.kind === "invited" ? `#${ascending(mark.at)}` : ""}${mark.kind === "dismissed" ? `#${mark.rule}` : ""}`,
});
/** Not in the visitor's own partition, which every connection reads. */
export const chatsPk = (visitor: string): string => `CHATS#${visitor}`;
export const chatKey = (visitor: string, conversation: string, startedAt: number): Key => ({
  pk: chatsPk(visitor),
  sk: `${ascending(startedAt)}#${conversation}`,
});

/** Chats that ended, by the day on which they began. */
export const endedPk = (day: string, shard: number): string => `ENDED#${day}#${shard}`;
export const endedKey = ({ conversation, startedAt }: ChatKey): Key => ({
  pk: endedPk(dayOf(startedAt), shardOf(conversation)),
  sk: conversation,
});

export const routedPk = (at: number): string => `ROUTED#${dayOf(at)}`;
export const routedSk = (start: number): string => ascending(start);
export const routedKey = (row: Pick<RoutedRow, "start" | "policy" | "language">): Key => ({
  pk: routedPk(row.start),
  sk: `${routedSk(row.start)}#${row.policy}#${row.language}`,
});

export const queuePk = (language: string): string => `QUEUE#${language}`;
export const queueKey = ({ language, priority, since, conversation }: QueueRow): Key => ({
  pk: queuePk(language),
  sk: `${descending(priority)}#${ascending(since)}#${conversation}`,
});

/** What is due in one minute, in one shard. */
export const duePk = (shard: number, minute: number): string => `DUE#${shard}#${minute}`;
/** A shard's own partition: its cursor, and the rows that no minute holds any more. */
export const latePk = (shard: number): string => `DUE#${shard}`;
/** Sorts before every row beside it. */
export const CURSOR_SK = "!CURSOR";
export const cursorKey = (shard: number): Key => ({ pk: latePk(shard), sk: CURSOR_SK });
export const dueSk = ({ at, ref }: Due): string => `${ascending(at)}#${ref.kind}#${ref.id}`;
/** Above every row due up to `now`, below every later one: `$` is the character after `#`. */
export const dueBound = (now: number): string => `${ascending(now)}$`;
export const dueShard = ({ kind, id }: DueRef): number => shardOf(`${kind}#${id}`);

export const offerPk = (code: string): string => `OFFER#${code}`;
export const offerKey = (code: string): Key => ({ pk: offerPk(code), sk: "OFFER" });
export const LEDGER = "LEDGER#";
export const ledgerKey = (code: string, event: string): Key => ({
  pk: offerPk(code),
  sk: `${LEDGER}${event}`,
});
/** Proposals that wait for a supervisor. */
export const APPROVALS_PK = "APPROVALS";
export const approvalKey = (code: string): Key => ({ pk: APPROVALS_PK, sk: code });
export const counterKey = (scope: string): Key => ({ pk: `BUDGET#${scope}`, sk: "COUNTER" });

/** FNV-1a (32 bit, Fowler/Noll/Vo) of the UTF-8 bytes, to a shard. */
export function shardOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % SHARDS;
}
