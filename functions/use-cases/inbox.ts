import type { OfferLimits } from "../contract/approval.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks, InboxConversation, RingView } from "../contract/server-events.ts";
import { agentHears, isWatcher } from "../domain/conversation/parties.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { shopperContext } from "../domain/visit/context.ts";
import { withContexts } from "./bare-contexts.ts";
import { profileView } from "./card.ts";
import type { Caller, Deps } from "./deps.ts";
import { leads } from "./lead.ts";
import { ringView } from "./ring.ts";

/** Where an agent's console takes up: profile, what rings now, open conversations, those where she is a guest among them. It fits in a frame. */
export async function inbox(deps: Deps, caller: Caller<"agent">): Promise<Result<Acks["inbox"]>> {
  const { store } = deps;
  const now = deps.clock();
  const { id } = caller.owner;
  const [agent, open] = await Promise.all([
    store.agent(id),
    store.agentConversations(id),
    deps.rules.refresh(),
  ]);
  if (!agent) return failure("forbidden", "no agent of this name; an admin adds agents");
  const ids = [...new Set([...open, ...Object.keys(agent.slots)])];
  const rings: RingView[] = [];
  const conversations: InboxConversation[] = [];
  await Promise.all(
    ids.map(async (conversation) => {
      const head = await store.head(conversation);
      const state = head?.state;
      const hers = head && agentHears(head, id) && (leads(agent) || !isWatcher(head, id));
      if (!head || !state || state.kind === "closed" || !hers) {
        // Whoever took it elsewhere died before saying so here.
        if (open.includes(conversation)) await store.removeAgentConversation(id, conversation);
        return;
      }
      const record = await store.visitor(head.visitor, now);
      if (state.kind === "offering" && state.agent === id) {
        if (state.until > now) rings.push(ringView(head, state.round, state.until, record));
      } else {
        conversations.push({
          conversation: conversationView(head),
          context: shopperContext(head, record.visit, record.customer),
        });
      }
    }),
  );
  return {
    ok: true,
    agent: profileView(agent, now),
    rings: rings.sort((a, b) => a.until - b.until),
    conversations: withContexts(
      conversations.sort((a, b) => a.conversation.startedAt - b.conversation.startedAt),
      SYNC_PAGE_BYTES,
    ),
    offers: limitsOf(deps),
  };
}

function limitsOf({ settings }: Deps): OfferLimits {
  const { minPercent, maxPercent, approveAbove } = settings.offers;
  return { minPercent, maxPercent, approveAbove };
}
