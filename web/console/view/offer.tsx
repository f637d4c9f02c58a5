import { useRef, useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import type { Help } from "../writing/data.ts";
import { fill, valuesOf } from "../writing/variables.ts";
import { useDesk, useIntent } from "./desk-context.ts";
import { money } from "./format.ts";

/** What the shipped policy lets an agent offer; the server has the last word. */
export const PERCENTS = [5, 10] as const;

/** A discount with what it would cost, where there is a cart to give it on; and then the words that belong to it. */
export function Offer({
  chat: { context, id },
  help,
  agentName,
}: {
  readonly chat: Chat;
  readonly help: Help | undefined;
  readonly agentName: string | undefined;
}) {
  const { desk, intents } = useDesk();
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<number>();
  const first = useRef<HTMLButtonElement>(null);
  useIntent("offers", () => first.current?.focus());
  const { cart, reason } = context;
  if (!cart || cart.items === 0) return null;
  const offer = async (percent: number) => {
    setBusy(true);
    if (await desk.offer(id, percent)) setGiven(percent);
    setBusy(false);
  };
  const words =
    help && given !== undefined
      ? fill(
          wordsFor(help, reason?.rule),
          valuesOf(context, agentName, { "offer.percent": `${given} %` }),
        )
      : undefined;
  return (
    <div class="offers">
      <span class="muted">Offer</span>
      {PERCENTS.map((percent, index) => (
        <button
          key={percent}
          ref={index === 0 ? first : null}
          type="button"
          class="quiet"
          aria-disabled={busy}
          onClick={() => busy || void offer(percent)}
        >
          {percent} % off ({money((cart.value * percent) / 100, cart.currency)})
        </button>
      ))}
      {words && (
        <p class="suggestion">
          <span class="muted">Words that go with it:</span> <q lang={help?.language}>{words}</q>
          <button
            type="button"
            class="link"
            onClick={() => {
              setGiven(undefined);
              intents.emit("insert", words);
            }}
          >
            Use
          </button>
          <button type="button" class="link" onClick={() => setGiven(undefined)}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

/** Where the shop is to blame a discount is a compensation and says so; elsewhere it is a gift. */
function wordsFor({ advice, words, replies }: Help, rule: string | undefined): string {
  const gift = replies.find(({ id }) => id === "discount")?.text;
  const ours = rule !== undefined && advice[rule]?.ours === true;
  return ours || gift === undefined ? words.compensation : gift;
}
