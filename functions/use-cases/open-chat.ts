import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { chooseLanguage } from "../domain/language/choose-language.ts";
import { firstWords } from "../domain/routing/first-words.ts";
import { accepted } from "../domain/visit/change.ts";
import { newVisit } from "../domain/visit/observe.ts";
import { changeVisit } from "./change-visit.ts";
import type { Caller, Deps } from "./deps.ts";
import { ofCustomer } from "./of-customer.ts";
import { newHead, startConversation } from "./start-conversation.ts";

/**
 * The shopper asks by herself. Her first words, her page and her browser decide the language; then routing finds whoever fits. An open conversation is taken up instead of a second one: the visit
 * names it before it exists, so that of two wishes at once one wins, and one that a crash left without its conversation is begun by the next.
 */
export async function openChat(
  deps: Deps,
  caller: Caller<"shopper">,
  { language, text, timeZone }: ShopperPayload<"chat:open">,
): Promise<Result<Acks["chat:open"]>> {
  const visitor = caller.owner.id;
  const { visit } = await deps.store.visitor(visitor, deps.clock());
  const named = visit?.conversation;
  const open = named === undefined ? undefined : await deps.store.head(named);
  if (open && open.state.kind !== "closed")
    return { ok: true, conversation: conversationView(open) };
  const detected = text === undefined ? undefined : await deps.detector.detect(text);
  const page = visit?.view?.language ?? language;
  const choice = chooseLanguage(
    {
      ...(page !== undefined && { page }),
      ...(visit?.view?.languages && { browser: visit.view.languages }),
      ...(detected && { detected }),
    },
    deps.settings.languages,
    deps.settings.fallbackLanguage,
  );
  const ended = open ? named : undefined;
  const fresh = deps.ids.next();
  // She may ask before any signal was sent.
  const chosen = await changeVisit(
    deps,
    visitor,
    (current, now) =>
      current.conversation === undefined || current.conversation === ended
        ? accepted(current, fresh, now, timeZone)
        : current,
    newVisit,
  );
  const id = chosen?.conversation;
  if (!chosen || id === undefined)
    return failure("conflict", "too many changes at once; try again");
  const { cart, customer, chattedAt } = chosen;
  const needs = {
    id,
    visitor,
    language: choice.language,
    languageConfidence: choice.confidence,
    ...(cart && { cartValue: cart.value }),
    ...(customer?.tier !== undefined && { tier: customer.tier }),
    ...toldBy(text, choice.language),
  };
  const waiting = newHead(deps, needs, chattedAt);
  await ofCustomer(deps, chosen, waiting);
  const head = await startConversation(deps, caller, waiting);
  if (!head) return failure("conflict", "the conversation moved on; try again");
  return { ok: true, conversation: conversationView(head) };
}

/** Before those of equal age, behind nobody's class by more than one. */
const DISPLEASED = 1;

function toldBy(text: string | undefined, language: string) {
  if (text === undefined) return {};
  const { topic, displeased } = firstWords(text, language);
  return { ...(topic && { topic }), ...(displeased && { priority: DISPLEASED }) };
}
