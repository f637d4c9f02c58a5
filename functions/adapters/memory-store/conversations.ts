import type { Message } from "../../contract/conversation.ts";
import { agentOf } from "../../domain/conversation/head.ts";
import { applied } from "../../domain/conversation/transitions.ts";
import type { Participant, Store } from "../../ports.ts";
import { knownPast, mayJoin, messageOf, readRefusal, surplus } from "../dynamo/rules.ts";
import { plain, same } from "../dynamo/same.ts";
import { forget, settle, silent } from "./outboxes.ts";
import type { State, StoredConversation } from "./state.ts";

type Conversations = Pick<
  Store,
  "createHead" | "head" | "changeState" | "join" | "leave" | "participants" | "markRead"
>;

export function conversations({
  conversations: stored,
}: Pick<State, "conversations">): Conversations {
  const seen = ({ head, participants }: StoredConversation, now: number) => ({
    head: plain(head),
    participants: live(participants, now),
  });

  return {
    async createHead(head, participant) {
      const known = stored.get(head.id)?.head;
      if (known)
        return known.visitor === head.visitor && known.startedAt === head.startedAt
          ? "done"
          : "conflict";
      stored.set(head.id, {
        head: plain(head),
        boxes: new Map(),
        participants: new Map(
          participant ? [[participant.connection, plain(participant)] as const] : [],
        ),
        messages: new Map(),
      });
      return "done";
    },
    async head(id) {
      const known = stored.get(id);
      return known && plain(known.head);
    },
    async participants(id, now, how) {
      const known = stored.get(id);
      if (!known) return undefined;
      return { ...seen(known, now), ...(how?.last && { last: lastOf(id, known) }) };
    },

    async changeState(id, from, to) {
      const known = stored.get(id);
      if (!known) return { kind: "missing" };
      const { head } = known;
      const next = applied(head, plain(to));
      if (head.state.kind !== from.kind || head.state.round !== from.round) {
        if (!same(next, head)) return { kind: "conflict" };
      } else known.head = next;
      return { kind: "done", ...seen(known, knownPast(next)) };
    },

    async join(conversation, participant, now) {
      const known = stored.get(conversation);
      if (!known) return { kind: "missing" };
      const { head, participants } = known;
      if (!mayJoin(head, participant)) return { kind: "forbidden" };
      participants.set(participant.connection, plain(participant));
      const pending = lastOf(conversation, known);
      for (const { connection } of surplus([...participants.values()], now, agentOf(head)))
        participants.delete(connection);
      const old = silent(known);
      settle(conversation, known, old);
      forget(known, old);
      return { kind: "joined", ...seen(known, now), pending };
    },
    async leave(conversation, connection) {
      stored.get(conversation)?.participants.delete(connection);
    },

    async markRead(id, reader, seq, now) {
      const known = stored.get(id);
      const refused = readRefusal(known?.head, reader, seq);
      if (refused || !known) return { kind: refused ?? "missing" };
      known.head = { ...known.head, read: { ...known.head.read, [reader.role]: seq } };
      return { kind: "done", ...seen(known, now) };
    },
  };
}

/** Each outbox's last message, by seq. */
function lastOf(conversation: string, { boxes }: StoredConversation): readonly Message[] {
  return [...boxes.values()]
    .sort((a, b) => a.seq - b.seq)
    .map((box) => plain(messageOf(conversation, box)));
}

/** Participants whose connection has not ended, by connection. */
export function live(
  participants: StoredConversation["participants"],
  now: number,
): readonly Participant[] {
  return [...participants.values()]
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => (a.connection < b.connection ? -1 : 1))
    .map(plain);
}
