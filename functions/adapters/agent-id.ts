import { createHash } from "node:crypto";

/** An agent's id from the e-mail address that the sign-in vouches for. It tells shoppers nothing, and whoever adds an agent knows it before the first sign-in. */
export function agentId(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("base64url").slice(0, 22);
}
