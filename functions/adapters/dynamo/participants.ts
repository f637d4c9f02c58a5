import { agentOf } from "../../domain/conversation/head.ts";
import type { Participant, Store } from "../../ports.ts";
import {
  boxesOf,
  guestAttribute,
  headOf,
  participantAttribute,
  participantsOf,
  storedParticipant,
} from "./head-item.ts";
import { headKey } from "./keys.ts";
import type { Outboxes } from "./outboxes.ts";
import { mayJoin, messageOf, surplus } from "./rules.ts";
import type { Table } from "./table.ts";

const ATTEMPTS = 4;

/** Who listens to a conversation: attributes of its head, so that every write of the head returns whom to tell. */
export function participants(table: Table, outboxes: Outboxes): Pick<Store, "join" | "leave"> {
  async function forget(conversation: string, gone: readonly Participant[]): Promise<void> {
    if (gone.length === 0) return;
    await table.update(headKey(conversation), {
      remove: gone.map((_, i) => `#c${i}`),
      // Who has just joined again stays.
      when: gone.map((_, i) => `#c${i}.#u = :u${i}`).join(" AND "),
      names: Object.fromEntries(
        gone.map(({ connection }, i) => [`c${i}`, participantAttribute(connection)]),
      ),
      values: Object.fromEntries(gone.map(({ expiresAt }, i) => [`u${i}`, expiresAt])),
    });
  }

  return {
    async join(conversation, participant, now) {
      const { connection, party, owner } = participant;
      const stored = storedParticipant(participant);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const item = await table.update(headKey(conversation), {
          set: ["#participant = :participant"],
          when:
            party === "shopper"
              ? "#visitor = :owner"
              : "#state.#agent = :owner OR attribute_exists(#guest)",
          names: {
            participant: participantAttribute(connection),
            ...(party === "agent" && { guest: guestAttribute(owner) }),
          },
          values: { participant: stored, owner },
        });
        if (item) {
          const head = headOf(conversation, item);
          const boxes = boxesOf(item);
          const all = participantsOf(item);
          const gone = surplus(all, now, agentOf(head));
          await Promise.all([
            forget(conversation, gone),
            outboxes.pruneSilent(conversation, boxes, head.activeAt),
          ]);
          return {
            kind: "joined",
            head,
            participants: all.filter((one) => !gone.includes(one)),
            pending: boxes.map((box) => messageOf(conversation, box)),
          };
        }
        const known = await table.get(headKey(conversation));
        if (!known) return { kind: "missing" };
        if (!mayJoin(headOf(conversation, known), participant)) return { kind: "forbidden" };
      }
      throw new Error("join: the head changed under every attempt");
    },

    async leave(conversation, connection) {
      await table.update(headKey(conversation), {
        remove: ["#participant"],
        when: "attribute_exists(#participant)",
        names: { participant: participantAttribute(connection) },
      });
    },
  };
}
