import type { Cart } from "../../functions/contract/signal.ts";
import type { OfferPolicy } from "../../functions/domain/offer/propose.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import type { Caller } from "../../functions/use-cases/deps.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { setPresence } from "../../functions/use-cases/presence.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { DEFAULT_SETTINGS } from "../../functions/use-cases/settings.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

export const CART: Cart = { value: 120, currency: "EUR", items: 2 };

/** Aino chats with shoppers who have something in their carts, and offers what the policy allows. */
export async function counter(policy: Partial<OfferPolicy> = {}) {
  const world = new World({ offers: { ...DEFAULT_SETTINGS.offers, ...policy } });
  const { deps } = world;
  const aino = await world.agent("aino", { fi: 5 }, { capacity: 9 });
  let presses = 0;
  /** A shopper looks at her cart, asks for a chat and has Aino in it. */
  const chat = async (visitor: string, cart: Cart | undefined = CART) => {
    const shopper = await world.shopper(visitor);
    const { cart: _, ...looks } = world.hesitation();
    await watch(deps, shopper, { ...looks, signals: [], ...(cart && { cart }) });
    const opened = await openChat(deps, shopper, { language: "fi" });
    if (!opened.ok) throw new Error(opened.message);
    const { id: conversation, round } = opened.conversation;
    await acceptRing(deps, aino, { conversation, round });
    await sync(deps, shopper, { conversation, after: 0 });
    return { shopper, conversation };
  };
  /** A press of Aino's button, or of whoever else is named. */
  const propose = (
    conversation: string,
    percent = 10,
    { by = aino, key = `press-${String(++presses).padStart(4, "0")}` }: Press = {},
  ) => proposeOffer(deps, by, { conversation, key, percent });
  const offered = async (conversation: string, percent = 10) => {
    const proposed = await propose(conversation, percent);
    if (!proposed.ok) throw new Error(proposed.message);
    return proposed.code;
  };
  /** What its transcript shows of offers, in order. */
  const cards = async (conversation: string) =>
    (await deps.store.messages(conversation, 0, 1e6)).messages.flatMap(({ body }) =>
      body.kind === "offer" ? [`${body.offer.percent} % ${body.offer.status}`] : [],
    );
  const lines = async (code: string) =>
    (await deps.store.ledger(code)).map(({ event, amount }) => `${event} ${amount}`);
  const tomorrow = async () => {
    world.now += 24 * 60 * 60_000;
    await setPresence(deps, aino, { status: "online" });
  };
  return { world, deps, aino, chat, propose, offered, cards, lines, tomorrow };
}

interface Press {
  readonly by?: Caller<"agent">;
  readonly key?: string;
}
