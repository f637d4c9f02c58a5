import type { Connection, Owner, Store } from "../../ports.ts";
import { CONNECTIONS, connectionKey, ownerPk } from "./keys.ts";
import type { Item, Table } from "./table.ts";
import { alive, ending } from "./ttl.ts";

/** Connections of a visitor or an agent, in their own partition. */
export function connections(
  table: Table,
): Pick<Store, "addConnection" | "removeConnection" | "connections"> {
  return {
    async addConnection({ id, owner, expiresAt, stock }) {
      await table.put({ ...connectionKey(owner, id), stock, ...ending(expiresAt) });
    },
    async removeConnection(owner, connection) {
      await table.remove(connectionKey(owner, connection));
    },
    async connections(owner, now) {
      const items = await table.query({ pk: ownerPk(owner), prefix: CONNECTIONS });
      return items.filter((item) => alive(item, now)).map((item) => connectionOf(owner, item));
    },
  };
}

export function isConnection({ sk }: Item): boolean {
  return (sk as string).startsWith(CONNECTIONS);
}

export function connectionOf(owner: Owner, item: Item): Connection {
  return {
    id: (item.sk as string).slice(CONNECTIONS.length),
    owner,
    expiresAt: item.until as number,
    stock: item.stock as boolean,
  };
}
