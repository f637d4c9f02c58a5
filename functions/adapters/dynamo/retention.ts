import { ending } from "./ttl.ts";

/** The table's own time to live for something of a conversation that happened at `at` (epoch ms); nothing where conversations are kept for good. */
export type Retention = (at: number) => { readonly expiresAt?: number };

/** @param keepMs how long a conversation is kept after its last message; for good when undefined */
export function createRetention(keepMs: number | undefined): Retention {
  return (at) => (keepMs === undefined ? {} : { expiresAt: ending(at + keepMs).expiresAt });
}
