import { useState } from "preact/hooks";
import type { DeskState } from "../desk/desk-state.ts";
import { type ProductPart, productCard, productNames } from "../writing/product.ts";
import { Dialog } from "./dialog.tsx";

/** Where a fault of the card belongs, in words. */
const FAULTS: Readonly<Record<ProductPart, string>> = {
  name: "Give the product's name, up to 120 letters.",
  url: "Paste the whole address of its page, beginning with https://.",
  price: "Give the price as a number with its currency, or neither: 59.90 EUR or 49,50 €.",
};

/** Shows a product in the chat: its name, its price and the way to its page. What the shopper has in the cart or has looked at is proposed by name. */
export function ProductDialog({
  conversation,
  state: { chats },
  onClose,
}: {
  readonly conversation: string;
  readonly state: DeskState;
  readonly onClose: () => void;
}) {
  const chat = chats.find(({ id }) => id === conversation);
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [price, setPrice] = useState("");
  const [fault, setFault] = useState<ProductPart>();
  return (
    <Dialog label="Show a product" name="sheet" onClose={onClose}>
      {(close) => (
        <form
          class="ending"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const card = productCard({ name, url, price }, chat?.context.cart?.currency);
            if (typeof card === "string") {
              setFault(card);
              return;
            }
            chat?.client.send(name.trim(), { card });
            close();
          }}
        >
          <h2>Show a product</h2>
          {(
            [
              ["name", "Name", name, setName, "text"],
              ["url", "Address of its page", url, setUrl, "url"],
              ["price", "Price (optional)", price, setPrice, "text"],
            ] as const
          ).map(([key, label, value, set, mode]) => (
            <label key={key} class="stacked">
              {label}
              <input
                list={key === "name" ? "products" : undefined}
                autocomplete="off"
                inputMode={mode}
                dir="auto"
                value={value}
                placeholder={key === "price" ? "59.90 EUR" : ""}
                aria-invalid={fault === key}
                aria-describedby="product-fault"
                onInput={({ currentTarget }) => {
                  set(currentTarget.value);
                  setFault(undefined);
                }}
              />
            </label>
          ))}
          <datalist id="products">
            {(chat ? productNames(chat.context) : []).map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
          {fault && (
            <p id="product-fault" class="problem" role="alert">
              {FAULTS[fault]}
            </p>
          )}
          <p class="actions">
            <button type="submit" class="primary">
              Show it
            </button>{" "}
            <button type="button" class="quiet" onClick={close}>
              Cancel
            </button>
          </p>
        </form>
      )}
    </Dialog>
  );
}
