import type { ServerEvents } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { agentHears } from "../domain/conversation/parties.ts";
import type { Owner, Participant } from "../ports.ts";
import type { Deps } from "./deps.ts";

type Event = keyof ServerEvents;

/**
 * Emits an event to a conversation's participants, all at once; who is gone is forgotten. Never fails: what does not arrive is made good by `sync`.
 * @param to which participants: all of them, all but one connection, or one party
 */
export async function tell<E extends Event>(
  deps: Pick<Deps, "store" | "sockets">,
  conversation: string,
  participants: readonly Participant[],
  event: E,
  payload: ServerEvents[E],
  to: (participant: Participant) => boolean = () => true,
): Promise<void> {
  await Promise.all(
    participants.filter(to).map(async ({ connection }) => {
      const posted = await deps.sockets.emit(connection, event, payload);
      if (posted === "gone") await deps.store.leave(conversation, connection);
    }),
  );
}

/** Emits an event to every device of a shopper or an agent. */
export async function tellOwner<E extends Event>(
  deps: Pick<Deps, "store" | "sockets" | "clock">,
  owner: Owner,
  event: E,
  payload: ServerEvents[E],
  except?: string,
): Promise<void> {
  const connections = await deps.store.connections(owner, deps.clock());
  await Promise.all(
    connections
      .filter(({ id }) => id !== except)
      .map(async ({ id }) => {
        const posted = await deps.sockets.emit(id, event, payload);
        if (posted === "gone") await deps.store.removeConnection(owner, id);
      }),
  );
}

/** The participants who still have a right to hear: the shopper's devices, and the present agent's, and those beside her. */
export function entitled(head: Head): (participant: Participant) => boolean {
  return ({ party, owner }) =>
    party === "shopper" ? owner === head.visitor : agentHears(head, owner);
}
