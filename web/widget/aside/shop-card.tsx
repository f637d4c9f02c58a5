import type { ShopCard as Card } from "../../../functions/contract/card.ts";
import { useView } from "../view/context.ts";
import { webAddress } from "../web-address.ts";
import { useWords } from "./use-words.ts";

/** What the message above it is about: a product with its price and page, or an order with its state. */
export function ShopCard({ card }: { readonly card: Card }) {
  const { model } = useView();
  const words = useWords();
  const { language } = model.texts;
  const money = ({ value, currency }: { readonly value: number; readonly currency: string }) =>
    new Intl.NumberFormat(language, { style: "currency", currency }).format(value);
  if (card.kind === "product") {
    const address = webAddress(card.url);
    const here = sameSite(card.url);
    return (
      <p class="shop-card">
        {card.price && <strong>{money(card.price)}</strong>}
        {address !== undefined && (
          <a
            class="button quiet"
            href={address}
            {...(!here && { target: "_blank", rel: "noopener noreferrer nofollow ugc" })}
          >
            {words("productPage")}
          </a>
        )}
      </p>
    );
  }
  const { at, total, currency, status } = card;
  const day = Date.parse(at);
  return (
    <p class="shop-card">
      <strong>{money({ value: total, currency })}</strong>
      {!Number.isNaN(day) && (
        <time dateTime={at}>
          {new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(day)}
        </time>
      )}
      {status !== undefined && <span dir="auto">{status}</span>}
    </p>
  );
}

/** On the shop's own pages the chat goes along, so that its products open where she is. */
function sameSite(url: string): boolean {
  try {
    return new URL(url).origin === location.origin;
  } catch {
    return false;
  }
}
