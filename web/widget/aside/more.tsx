import type { Message } from "../../../functions/contract/conversation.ts";
import { Choices } from "./choices.tsx";
import { ShopCard } from "./shop-card.tsx";

/** What a text of the agent's carries besides its words. */
export function More({ message }: { readonly message: Message }) {
  const { body } = message;
  if (body.kind !== "text") return null;
  return (
    <>
      {body.card && <ShopCard card={body.card} />}
      {body.choices && <Choices choices={body.choices} message={message} />}
    </>
  );
}
