import { hash32 } from "../../../functions/domain/routing/control.ts";
import type { Tokens } from "../../../functions/ports.ts";

/** Tokens that anybody could forge; nobody in these worlds does, and secrecy is not what they are about. */
export const plainTokens: Tokens = {
  visitorKey: async (visitor) => `key of ${visitor}`,
  seal: async (visitor, content) => `${visitor} ${content}`,
  open: async (visitor, sealed) =>
    sealed.startsWith(`${visitor} `) ? sealed.slice(visitor.length + 1) : undefined,
  offerCode: async (seed) => `CODE${hash32(seed)}`,
};
