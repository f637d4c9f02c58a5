import { type Head, isLeft } from "../domain/conversation/head.ts";
import type { Participant } from "../ports.ts";

/**
 * Is somebody there to be answered: the shopper's page, or the address she left and that nobody has answered yet? Most who give up while they wait just go, and a slot held for one of them is taken from another.
 * Whoever comes back joins again, and waits on with her age.
 */
export function isAttended(head: Head, participants: readonly Participant[]): boolean {
  return isLeft(head) || participants.some(({ party }) => party === "shopper");
}
