import { acceptRing, declineRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import type { Caller } from "../../functions/use-cases/deps.ts";
import { drainFor } from "../../functions/use-cases/drain.ts";
import { shopperGone } from "../../functions/use-cases/gone.ts";
import { handOver } from "../../functions/use-cases/hand-over.ts";
import { lookAtAgent } from "../../functions/use-cases/look-at-agent.ts";
import { lookAtConversation } from "../../functions/use-cases/look-at-conversation.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { takeOverConversation } from "../../functions/use-cases/take-over.ts";
import { endWrapUp } from "../../functions/use-cases/wrap-up.ts";
import type { Work } from "./invocation.ts";
import type { Request } from "./scenario.ts";
import { begin, callerOf, shopperOf } from "./stage.ts";

/** Longest lives of the functions (infra/functions.ts). */
const SOCKET_MS = 15_000;
const TIMER_MS = 30_000;

function onSocket(name: string, work: Work): Request {
  return { name, work, lifeMs: SOCKET_MS };
}

/** A capacity event: the agent's free slots are for those who wait. */
export function drain(agent: string): Request {
  return onSocket(`drain ${agent}`, async (deps) => {
    const freed = await deps.store.agent(agent);
    if (freed) await drainFor(deps, freed);
  });
}

/** A shopper asks for somebody. */
export function ask(conversation: string): Request {
  return onSocket(`${conversation}'s shopper asks`, (deps) => begin(deps, conversation));
}

export function accept(agent: string, conversation: string, round = 1): Request {
  const answer = { conversation, round };
  return {
    ...onSocket(`${agent} accepts ${conversation} (${round})`, (deps) =>
      acceptRing(deps, callerOf(agent), answer),
    ),
    gives: { agent, conversation },
  };
}

export function decline(agent: string, conversation: string, round = 1): Request {
  return onSocket(`${agent} declines ${conversation}`, (deps) =>
    declineRing(deps, callerOf(agent), { conversation, round }),
  );
}

/** Either party ends a conversation. */
export function close(by: Caller, conversation: string): Request {
  return onSocket(`${by.owner.id} closes ${conversation}`, (deps) =>
    closeConversation(deps, by, { conversation }),
  );
}

export function transfer(from: string, conversation: string, agent: string): Request {
  return onSocket(`${from} hands ${conversation} to ${agent}`, (deps) =>
    handOver(deps, callerOf(from), { conversation, to: { kind: "agent", agent } }),
  );
}

export function takeOver(lead: string, conversation: string): Request {
  return {
    ...onSocket(`${lead} takes ${conversation} over`, (deps) =>
      takeOverConversation(deps, callerOf(lead), { conversation }),
    ),
    gives: { agent: lead, conversation },
  };
}

/** The agent is done with what comes after a chat. */
export function wrapUp(agent: string, conversation: string): Request {
  return onSocket(`${agent} ends the wrap-up of ${conversation}`, (deps) =>
    endWrapUp(deps, callerOf(agent), { conversation }),
  );
}

/** The shopper writes, on one of her pages. */
export function write(conversation: string, page: number): Request {
  const message = { conversation, outbox: `page-${page}`, n: 1, text: "hei" };
  return onSocket(`${conversation}'s page ${page} writes`, (deps) =>
    send(deps, shopperOf(conversation, page), message),
  );
}

/** The shopper's page joins again. */
export function comeBack(conversation: string): Request {
  return onSocket(`${conversation}'s shopper comes back`, (deps) =>
    sync(deps, shopperOf(conversation), { conversation, after: 0 }),
  );
}

/** Her last page had gone a while ago. */
export function gone(conversation: string): Request {
  const work: Work = (deps) => shopperGone(deps, conversation);
  return { name: `${conversation}'s shopper is gone`, work, lifeMs: TIMER_MS };
}

export function beat(agent: string): Request {
  return onSocket(`${agent}'s heartbeat`, (deps) => heartbeat(deps, callerOf(agent)));
}

/** The sweeper comes to a conversation. */
export function look(conversation: string): Request {
  const work: Work = (deps) => lookAtConversation(deps, conversation);
  return { name: `a look at ${conversation}`, work, lifeMs: TIMER_MS };
}

/** The sweeper comes to an agent. */
export function lookAfter(agent: string): Request {
  const work: Work = (deps) => lookAtAgent(deps, agent);
  return { name: `a look at ${agent}`, work, lifeMs: TIMER_MS };
}
