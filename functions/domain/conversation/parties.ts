import { agentOf, type Head } from "./head.ts";

/** May this agent read the conversation and hear what is said in it: its agent, at its end too, and whoever is beside her. */
export function agentHears(head: Head, agent: string): boolean {
  return agentOf(head) === agent || head.guests?.[agent] !== undefined;
}

/** May this agent write in it? */
export function agentWrites(head: Head, agent: string): boolean {
  const { state, guests } = head;
  if (state.kind === "active" && state.agent === agent) return true;
  return state.kind !== "closed" && guests?.[agent]?.mode === "join";
}

/** May this agent end it, or say how it ended: who has it or had it to its end, never one at whom it only rings. */
export function agentCloses(head: Head, agent: string): boolean {
  return head.state.kind !== "offering" && agentOf(head) === agent;
}

/** Does she only look on, unseen by the shopper? */
export function isWatcher(head: Head, agent: string): boolean {
  return agentOf(head) !== agent && head.guests?.[agent]?.mode === "watch";
}
