import type { State } from "../../functions/domain/conversation/head.ts";
import type { Agent } from "../../functions/domain/routing/agent.ts";
import type { Call } from "./invocation.ts";

/** A call and its answer, as a trace shows them. */
export function toldCall({ step, args }: Call, answer: unknown): string {
  const asked = args.map(shown).join(", ");
  return answer === undefined ? `${step}(${asked})` : `${step}(${asked}) → ${shown(answer)}`;
}

export function toldState(state: State): string {
  const agent = "agent" in state ? ` ${state.agent}` : "";
  return `${state.kind} ${state.round}${agent}`;
}

function toldAgent({ id, presence, version, slots }: Agent): string {
  const held = Object.entries(slots).map(([key, slot]) => {
    const round = slot.kind === "invited" ? "" : ` ${slot.round}`;
    return `${key}: ${slot.kind}${round}`;
  });
  return `${id} (${presence}, version ${version}, slots {${held.join(", ")}})`;
}

/** Only what an assignment turns on. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if ("slots" in value) return toldAgent(value as Agent);
  if ("head" in value) return shown(value.head);
  if ("state" in value) return toldState(value.state as State);
  if ("round" in value) return toldState(value as State);
  if ("conversation" in value) return String(value.conversation);
  return JSON.stringify(value).slice(0, LONGEST);
}

/** Characters. */
const LONGEST = 80;
