import type { TextMore } from "../../../functions/contract/conversation.ts";
import { dateOf, money } from "./format.ts";

/** What went out with a text, as the shopper sees it. */
export function More({ body: { card, choices } }: { readonly body: TextMore }) {
  return (
    <>
      {card?.kind === "product" && (
        <span class="with muted">
          {card.price && `${money(card.price.value, card.price.currency)} · `}
          <a href={card.url} target="_blank" rel="noreferrer">
            product page
          </a>
        </span>
      )}
      {card?.kind === "order" && (
        <span class="with muted">
          {[money(card.total, card.currency), dateOf(Date.parse(card.at)), card.status]
            .filter((part) => part !== undefined)
            .join(" · ")}
        </span>
      )}
      {choices && (
        <span class="with muted">
          {choices.map((choice) => (
            <span key={choice} class="badge" dir="auto">
              {choice}
            </span>
          ))}
        </span>
      )}
    </>
  );
}
