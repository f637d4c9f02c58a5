import type { Party } from "../contract/conversation.ts";

/** Who a connection belongs to: what the authorizer put into its context. */
export type Owner =
  | { readonly role: "shopper"; readonly id: string }
  | { readonly role: "agent"; readonly id: string };

export interface Connection {
  readonly id: string;
  readonly owner: Owner;
  /** Epoch ms; later than the gateway's two hours. */
  readonly expiresAt: number;
  /** A stock Socket.IO client, which the sweeper must ping. */
  readonly stock: boolean;
}

export interface Participant {
  readonly connection: string;
  readonly party: Party;
  /** Visitor or agent id. */
  readonly owner: string;
  readonly expiresAt: number;
}
