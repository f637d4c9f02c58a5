import type { AgentPayload } from "../contract/client-events.ts";
import type { EarlierChat } from "../contract/desk.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { agentHears, isWatcher } from "../domain/conversation/parties.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";

/** Earlier chats that are listed at most. */
const LISTED = 10;

const NOT_YOURS = failure("forbidden", "no such conversation of yours");

/** Earlier chats of a conversation's shopper, for its agent, those beside her and supervisors; nobody at whom it only rings. */
export async function history(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation }: { readonly conversation: string },
): Promise<Result<Acks["history"]>> {
  const head = await readable(deps, caller, conversation);
  if (!head) return NOT_YOURS;
  const ids = (await earlierOf(deps, head)).slice(0, LISTED);
  const chats = await Promise.all(ids.map((id) => summary(deps, id)));
  return { ok: true, chats: chats.flatMap((chat) => chat ?? []) };
}

/** What was said in an earlier chat: only whoever may read this one, and only of the same shopper. */
export async function readHistory(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, earlier, after }: AgentPayload<"history:read">,
): Promise<Result<Acks["history:read"]>> {
  const head = await readable(deps, caller, conversation);
  if (!head || !(await earlierOf(deps, head)).includes(earlier)) return NOT_YOURS;
  return { ok: true, ...(await deps.store.messages(earlier, after, SYNC_PAGE_BYTES)) };
}

async function readable(
  deps: Deps,
  caller: Caller<"agent">,
  conversation: string,
): Promise<Head | undefined> {
  const head = await deps.store.head(conversation);
  if (!head) return undefined;
  const { id } = caller.owner;
  const hers = head.state.kind !== "offering" && agentHears(head, id) && !isWatcher(head, id);
  return hers || (await isLead(deps, caller)) ? head : undefined;
}

/** That began before this one, latest first, of the visitor and, where she is signed in, of the customer on every device. */
async function earlierOf(deps: Deps, head: Head): Promise<readonly string[]> {
  const { visit } = await deps.store.visitor(head.visitor, deps.clock());
  const owners = [head.visitor, ...(visit?.customer ? [visit.customer.key] : [])];
  const found = await Promise.all(owners.map((owner) => deps.store.chats(owner, 2 * LISTED)));
  const earlier = found.flat().filter(({ startedAt }) => startedAt < head.startedAt);
  const latest = earlier.sort((a, b) => b.startedAt - a.startedAt);
  return [...new Set(latest.map((chat) => chat.conversation))];
}

async function summary(deps: Deps, conversation: string): Promise<EarlierChat | undefined> {
  const [head, asides] = await Promise.all([
    deps.store.head(conversation),
    deps.store.asides(conversation),
  ]);
  if (!head) return undefined;
  const outcome = asides.find((aside) => aside.kind === "outcome");
  const survey = asides.find((aside) => aside.kind === "survey");
  return {
    conversation,
    startedAt: head.startedAt,
    language: head.request.language,
    ...(head.agentName !== undefined && { agent: head.agentName }),
    ...(head.state.kind === "closed" && { closedAt: head.state.at }),
    ...(outcome?.resolution && { resolution: outcome.resolution }),
    ...(outcome?.cause !== undefined && { cause: outcome.cause }),
    ...(outcome?.tags && { tags: outcome.tags }),
    ...(survey && { score: survey.score }),
  };
}
