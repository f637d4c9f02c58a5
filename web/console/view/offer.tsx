import { useState } from "preact/hooks";
import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import { money } from "./format.ts";

/** What the shipped policy lets an agent offer; the server has the last word. */
const PERCENTS = [5, 10] as const;

/** A discount, with what it would cost, where there is a cart to give it on. */
export function Offer({
  context: { cart },
  onOffer,
}: {
  readonly context: ShopperContext;
  readonly onOffer: (percent: number) => Promise<boolean>;
}) {
  const [busy, setBusy] = useState(false);
  if (!cart || cart.items === 0) return null;
  const offer = async (percent: number) => {
    setBusy(true);
    await onOffer(percent);
    setBusy(false);
  };
  return (
    <p class="offers">
      <span class="muted">Offer</span>
      {PERCENTS.map((percent) => (
        <button
          key={percent}
          type="button"
          class="quiet"
          disabled={busy}
          onClick={() => void offer(percent)}
        >
          {percent} % off ({money((cart.value * percent) / 100, cart.currency)})
        </button>
      ))}
    </p>
  );
}
