import { WIRE_VERSION } from "../contract/limits.ts";
import type { InvitationView, Welcome } from "../contract/server-events.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { newVisit } from "../domain/visit/observe.ts";
import type { OpenInvitation, Visit } from "../domain/visit/visit.ts";
import type { Caller, Deps } from "./deps.ts";
import { sealVisit } from "./memo.ts";
import { hasNews } from "./news.ts";
import { keepAlive } from "./ping-stock.ts";

/** A little more than the gateway lets a connection live. */
export const CONNECTION_LIFE_MS = 2 * 60 * 60_000 + 5 * 60_000;

export function invitationView(invitation: OpenInvitation): InvitationView {
  return {
    id: invitation.id,
    agent: { id: invitation.agent, name: invitation.agentName },
    text: invitation.text,
    language: invitation.language,
    until: invitation.until,
    rule: invitation.rule,
  };
}

/**
 * A shopper's connection: remembered, and greeted with the visit's memo and whatever is open. Its two requests leave together; only an open conversation asks for one more.
 */
export async function connectShopper(
  deps: Deps,
  caller: Caller<"shopper">,
  stock: boolean,
): Promise<Welcome> {
  const { id } = caller.owner;
  const { theme } = deps.settings;
  const now = deps.clock();
  const [{ visit }, key] = await Promise.all([
    deps.store.visitor(id, now),
    deps.tokens.visitorKey(id),
    remember(deps, caller, stock),
  ]);
  return {
    role: "shopper",
    version: WIRE_VERSION,
    now,
    credential: { visitor: id, key },
    languages: deps.settings.languages,
    ...(deps.settings.sneakPeek && { sneakPeek: true }),
    ...(theme && { theme }),
    ...(visit && (await openThings(deps, visit, now))),
    // Also of a visit that is not written yet: without a memo the first batch would cost a read.
    memo: await sealVisit(deps.tokens, visit ?? newVisit(id, now)),
  };
}

async function openThings(
  deps: Deps,
  visit: Visit,
  now: number,
): Promise<Pick<Welcome & { role: "shopper" }, "conversation" | "invitation">> {
  if (visit.conversation !== undefined) {
    const head = await deps.store.head(visit.conversation);
    return head && hasNews(head) ? { conversation: conversationView(head) } : {};
  }
  const { invitation } = visit;
  return invitation && invitation.until > now ? { invitation: invitationView(invitation) } : {};
}

/** An agent's connection: remembered and greeted. The console then asks for its inbox and says whether it is online. */
export async function connectAgent(
  deps: Deps,
  caller: Caller<"agent">,
  stock: boolean,
): Promise<Welcome> {
  await remember(deps, caller, stock);
  return {
    role: "agent",
    version: WIRE_VERSION,
    now: deps.clock(),
    agent: { id: caller.owner.id, name: caller.name ?? caller.owner.id },
  };
}

async function remember(deps: Deps, { connection, owner }: Caller, stock: boolean): Promise<void> {
  const expiresAt = deps.clock() + CONNECTION_LIFE_MS;
  const remembered = { id: connection, owner, expiresAt, stock };
  if (stock) await keepAlive(deps, remembered);
  await deps.store.addConnection(remembered);
}
