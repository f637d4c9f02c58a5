import type { Connection, Owner, Store } from "../../ports.ts";
import { byBytes, entry, ownerKey, type State } from "./state.ts";

export function connections({
  connections: stored,
}: Pick<State, "connections">): Pick<Store, "addConnection" | "removeConnection" | "connections"> {
  return {
    async addConnection({ id, owner, expiresAt, stock }) {
      entry(stored, ownerKey(owner), () => new Map()).set(id, { id, owner, expiresAt, stock });
    },
    async removeConnection(owner, connection) {
      stored.get(ownerKey(owner))?.delete(connection);
    },
    async connections(owner, now) {
      return liveConnections(stored, owner, now);
    },
  };
}

export function liveConnections(
  stored: State["connections"],
  owner: Owner,
  now: number,
): readonly Connection[] {
  return [...(stored.get(ownerKey(owner))?.values() ?? [])]
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => byBytes(a.id, b.id));
}
