import type { Body, Sender } from "../../contract/conversation.ts";
import type { Head, RoutingRequest, State } from "../../domain/conversation/head.ts";
import type { Participant } from "../../ports.ts";
import { headKey } from "./keys.ts";
import type { Box } from "./rules.ts";
import type { Item } from "./table.ts";

/**
 * The head's item. Outboxes and participants are top-level attributes, one or two each, because one update can't both create a nested map and set a field in it:
 * `p:<outbox>` the last message, `s:<outbox>` its number in the conversation, `c:<connection>` a participant. `boxes` counts the outboxes.
 */
export const boxAttribute = (outbox: string): string => `p:${outbox}`;
export const seqAttribute = (outbox: string): string => `s:${outbox}`;
export const participantAttribute = (connection: string): string => `c:${connection}`;

/** `from` only where `by` does not already say it. */
export interface StoredBox {
  readonly n: number;
  readonly by: string;
  readonly at: number;
  readonly body: Body;
  readonly from?: Sender;
}

/** Short names: they are billed with every update of the head. `o` only for agents. */
export interface StoredParticipant {
  readonly p: "s" | "a";
  readonly o?: string;
  readonly u: number;
}

export function headItem(head: Head): Item & ReturnType<typeof headKey> {
  const { id, ...rest } = head;
  return { ...headKey(id), ...rest, boxes: 0 };
}

export function headOf(id: string, item: Item): Head {
  return {
    id,
    visitor: item.visitor as string,
    state: item.state as State,
    request: item.request as RoutingRequest,
    seq: item.seq as number,
    read: item.read as Head["read"],
    startedAt: item.startedAt as number,
    activeAt: item.activeAt as number,
    ...(item.agentName !== undefined && { agentName: item.agentName as string }),
    ...(item.reason !== undefined && { reason: item.reason as NonNullable<Head["reason"]> }),
  };
}

/** The head's outboxes, by the number of their last message. */
export function boxesOf(item: Item): readonly Box[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith("p:"))
    .map(([name, value]) => {
      const outbox = name.slice(2);
      const { from, ...box } = value as StoredBox;
      return {
        ...box,
        outbox,
        seq: item[seqAttribute(outbox)] as number,
        from: from ?? { kind: box.by === "s" ? ("shopper" as const) : ("system" as const) },
      };
    })
    .sort((a, b) => a.seq - b.seq);
}

/** All participants of the head, the dead ones too, by connection. */
export function participantsOf(item: Item): readonly Participant[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith("c:"))
    .map(([name, value]) => {
      const { p, o, u } = value as StoredParticipant;
      return {
        connection: name.slice(2),
        party: p === "s" ? ("shopper" as const) : ("agent" as const),
        owner: o ?? (item.visitor as string),
        expiresAt: u,
      };
    })
    .sort((a, b) => (a.connection < b.connection ? -1 : 1));
}

export function liveParticipants(item: Item, now: number): readonly Participant[] {
  return participantsOf(item).filter(({ expiresAt }) => expiresAt > now);
}
