import type { ConversationStatus, ConversationView } from "../../contract/conversation.ts";
import type { Guest } from "../../contract/desk.ts";
import { agentOf, type Head, type State } from "./head.ts";

const STATUS: Readonly<Record<State["kind"], ConversationStatus>> = {
  waiting: "waiting",
  offering: "ringing",
  active: "active",
  resting: "resting",
  closed: "closed",
};

/** A conversation as both sides see it. */
export function conversationView(head: Head): ConversationView {
  const id = agentOf(head);
  return {
    id: head.id,
    status: STATUS[head.state.kind],
    round: head.state.round,
    language: head.request.language,
    ...(id === undefined ? {} : { agent: { id, name: head.agentName ?? id } }),
    seq: head.seq,
    read: head.read,
    startedAt: head.startedAt,
    ...(head.contact && { left: true }),
  };
}

/** Who is beside the conversation's agent, for agents' eyes. */
export function guestsOf(head: Head): readonly Guest[] {
  return Object.entries(head.guests ?? {}).map(([id, guest]) => ({ id, ...guest }));
}
