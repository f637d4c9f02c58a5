import type { AgentPayload } from "../contract/client-events.ts";
import { type Failure, failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head, RoutingRequest } from "../domain/conversation/head.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { free } from "../domain/routing/slots.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { moveOn } from "./move-on.ts";
import { addNote } from "./notes.ts";
import { ringAgent } from "./ring.ts";
import { route } from "./route.ts";

type To = AgentPayload<"transfer">["to"];

/**
 * Hands a conversation over: to a colleague, who is rung first, or to whoever speaks a language, knows a topic or supervises. The summary is kept as a note before anything moves. Nothing moves to
 * somebody who has no room. Supervisors may hand over anybody's conversation.
 */
export async function handOver(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, to, summary }: AgentPayload<"transfer">,
): Promise<Result<Acks["transfer"]>> {
  const head = await deps.store.head(conversation);
  const state = head?.state;
  const open = state?.kind === "active" || state?.kind === "resting";
  if (!head || !open || (state.agent !== caller.owner.id && !(await isLead(deps, caller)))) {
    return failure("forbidden", "no open conversation of yours");
  }
  const target = await targetOf(deps, head, to, state.agent);
  if (!target.ok) return target;
  if (summary !== undefined) {
    await addNote(deps, caller, head, {
      key: `hand-over:${state.round}`,
      kind: "hand-over",
      text: summary,
    });
  }
  const waiting = await moveOn(deps, head, "handed-over", target.needs);
  if (!waiting) return failure("conflict", "the conversation moved on; try again");
  const rung = target.agent && (await ringAgent(deps, waiting, target.agent));
  if (rung?.kind !== "ringing") {
    const current = rung?.kind === "full" ? rung.head : waiting;
    await route(deps, current);
  }
  const now = (await deps.store.head(conversation)) ?? waiting;
  return { ok: true, conversation: conversationView(now) };
}

type Target =
  | { readonly ok: true; readonly needs: Partial<RoutingRequest>; readonly agent?: Agent }
  | Failure;

async function targetOf(deps: Deps, head: Head, to: To, from: string): Promise<Target> {
  const now = deps.clock();
  switch (to.kind) {
    case "skill":
      return { ok: true, needs: { topic: to.skill } };
    case "language":
      if (!deps.settings.languages.includes(to.language)) {
        return failure("refused", `this stage does not serve ${to.language}`);
      }
      return { ok: true, needs: { language: to.language, languageConfidence: 1 } };
    case "agent": {
      const agent = await deps.store.agent(to.agent);
      if (!agent || agent.id === from) return failure("not_found", "no such colleague");
      if (free(agent, now) < 1) return failure("no_agent", `${agent.name} has no free slot`);
      return { ok: true, needs: {}, agent };
    }
    case "supervisor": {
      const { language } = head.request;
      const level = (agent: Agent) => agent.languages[language] ?? 0;
      const agent = (await deps.store.allAgents())
        .filter((one) => one.role !== "agent" && one.id !== from && free(one, now) > 0)
        .sort((a, b) => level(b) - level(a) || a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1))
        .at(0);
      return agent
        ? { ok: true, needs: {}, agent }
        : failure("no_agent", "no supervisor has a free slot");
    }
  }
}
