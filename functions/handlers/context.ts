import type { Caller } from "../use-cases/deps.ts";

/** What the authorizer puts into a connection's context: strings only, frozen for the connection's life. A refused connection is let in just far enough to hear why. */
export type ConnectionContext =
  | { readonly role: "shopper"; readonly id: string; readonly opening: "own" | "stock" }
  | {
      readonly role: "agent";
      readonly id: string;
      readonly name: string;
      readonly agentRole: string;
      readonly authVersion: string;
      readonly opening: "own" | "stock";
    }
  | { readonly role: "refused"; readonly reason: string; readonly opening: "own" | "stock" };

/** Name of the browser transport that opens itself; `$connect` sees it in the query. */
export const OWN_TRANSPORT = "heed";

/** The caller of an event, or undefined on a refused connection. */
export function callerOf(connection: string, context: ConnectionContext): Caller | undefined {
  switch (context.role) {
    case "shopper":
      return { connection, owner: { role: "shopper", id: context.id } };
    case "agent":
      return {
        connection,
        owner: { role: "agent", id: context.id },
        name: context.name,
        authVersion: Number(context.authVersion),
      };
    default:
      return undefined;
  }
}
