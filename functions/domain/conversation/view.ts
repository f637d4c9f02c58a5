import type { ConversationStatus, ConversationView } from "../../contract/conversation.ts";
import { agentOf, type Head, type State } from "./head.ts";

const STATUS: Readonly<Record<State["kind"], ConversationStatus>> = {
  waiting: "waiting",
  offering: "ringing",
  active: "active",
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
  };
}
