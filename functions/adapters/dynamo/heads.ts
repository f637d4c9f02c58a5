import { applied } from "../../domain/conversation/transitions.ts";
import type { Store } from "../../ports.ts";
import {
  boxesOf,
  guestAttribute,
  headItem,
  headOf,
  liveParticipants,
  participantAttribute,
  storedParticipant,
} from "./head-item.ts";
import { headKey } from "./keys.ts";
import type { Retention } from "./retention.ts";
import { knownPast, messageOf, readRefusal } from "./rules.ts";
import { plain, same } from "./same.ts";
import type { Item, Table } from "./table.ts";

type Heads = Pick<Store, "createHead" | "head" | "participants" | "changeState" | "markRead">;

/** Conversations' heads, all but their messages and participants' comings and goings. */
export function heads(table: Table, retention: Retention): Heads {
  const seen = (id: string, item: Item, now: number) => ({
    head: headOf(id, item),
    participants: liveParticipants(item, now),
  });

  return {
    async createHead(head, participant) {
      const created = await table.put(
        {
          ...headItem(head),
          ...(participant && {
            [participantAttribute(participant.connection)]: storedParticipant(participant),
          }),
          ...retention(head.startedAt),
        },
        { when: "attribute_not_exists(#pk)" },
      );
      if (created) return "done";
      const item = await table.get(headKey(head.id));
      // The head moves on soon; what never changes tells an own write repeated.
      const own = item?.visitor === head.visitor && item.startedAt === head.startedAt;
      return own ? "done" : "conflict";
    },

    async head(id) {
      const item = await table.get(headKey(id));
      return item && headOf(id, item);
    },

    async participants(id, now, how) {
      const item = await table.get(headKey(id), how);
      if (!item) return undefined;
      const last = how?.last && boxesOf(item).map((box) => messageOf(id, box));
      return { ...seen(id, item, now), ...(last && { last }) };
    },

    async changeState(id, from, to) {
      const written = await table.update(headKey(id), {
        set: [
          "#state = :state",
          ...(to.request ? ["#request = :request"] : []),
          ...(to.agentName === undefined ? [] : ["#agentName = :agentName"]),
          ...(to.guest?.entry ? ["#guest = :guest"] : []),
          ...(to.contact ? ["#contact = :contact"] : []),
        ],
        ...(to.guest && !to.guest.entry && { remove: ["#guest"] }),
        when: "#state.#kind = :kind AND #state.#round = :round",
        ...(to.guest && { names: { guest: guestAttribute(to.guest.id) } }),
        values: { ...to, guest: to.guest?.entry, kind: from.kind, round: from.round },
      });
      const item = written ?? (await table.get(headKey(id)));
      if (!item) return { kind: "missing" };
      const head = headOf(id, item);
      if (!written && !same(plain(applied(head, to)), plain(head))) return { kind: "conflict" };
      return { kind: "done", ...seen(id, item, knownPast(head)) };
    },

    async markRead(id, reader, seq, now) {
      const party =
        reader.role === "shopper"
          ? "#visitor = :reader"
          : "#state.#kind <> :offering AND #state.#agent = :reader";
      const raised = await table.update(headKey(id), {
        set: ["#read.#role = :seq"],
        when: `${party} AND #read.#role < :seq AND #seq >= :seq`,
        names: { role: reader.role },
        values: { reader: reader.id, offering: "offering", seq },
      });
      if (raised) return { kind: "done", ...seen(id, raised, now) };
      const item = await table.get(headKey(id));
      return { kind: readRefusal(item && headOf(id, item), reader, seq) ?? "unchanged" };
    },
  };
}
