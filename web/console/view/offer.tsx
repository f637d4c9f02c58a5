import { useEffect, useRef, useState } from "preact/hooks";
import { MOST_WHY } from "../../../functions/contract/approval.ts";
import type { Chat } from "../desk/chat.ts";
import { offeredToday } from "../desk/offered.ts";
import { aloneUpTo, percentsOf } from "../desk/percents.ts";
import type { Help } from "../writing/data.ts";
import { fill, valuesOf } from "../writing/variables.ts";
import { Asked, overWords } from "./approvals/asked.tsx";
import { useDesk, useIntent } from "./desk-context.ts";
import { money } from "./format.ts";

/** A discount with what it would cost, where there is a cart to give it on; and then the words that belong to it. */
export function Offer({
  chat: { context, id, state },
  help,
  agentName,
}: {
  readonly chat: Chat;
  readonly help: Help | undefined;
  readonly agentName: string | undefined;
}) {
  const { desk, intents, now } = useDesk();
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<number>();
  /** More than she may give alone, before she asks for it. */
  const [wanted, setWanted] = useState<number>();
  const first = useRef<HTMLButtonElement>(null);
  useIntent("offers", () => first.current?.focus());
  const { waiting, over, problems } = desk.approvals.state;
  const asked = waiting.find(({ conversation }) => conversation === id);
  const came = over.get(id);
  useEffect(() => {
    if (came?.percent !== undefined) setGiven(came.percent);
  }, [came]);
  const { cart, reason } = context;
  if (!cart || cart.items === 0) return null;
  const { limits } = desk.approvals;
  const alone = aloneUpTo(limits, desk.presence.isLead);
  const propose = async (percent: number, why?: string) => {
    if (busy) return;
    setBusy(true);
    setGiven(undefined);
    const made = await desk.approvals.propose(id, percent, why);
    if (made === "made") setGiven(percent);
    if (made !== "failed") setWanted(undefined);
    setBusy(false);
  };
  const had = offeredToday(state, now());
  const barred = asked !== undefined || had !== undefined;
  const problem = problems.get(id);
  const words =
    help && given !== undefined
      ? fill(
          wordsFor(help, reason?.rule),
          valuesOf(context, agentName, { "offer.percent": `${given} %` }),
        )
      : undefined;
  return (
    <div class="offers">
      <div class="offer-buttons">
        <span class="muted">Offer</span>
        {percentsOf(limits).map((percent, index) => (
          <button
            key={percent}
            ref={index === 0 ? first : null}
            type="button"
            class="quiet"
            aria-disabled={busy || barred}
            aria-describedby={had === undefined ? undefined : "had-offer"}
            aria-expanded={percent > alone ? wanted === percent : undefined}
            onClick={() => {
              if (barred) return;
              if (percent > alone) setWanted(wanted === percent ? undefined : percent);
              else void propose(percent);
            }}
          >
            {percent > alone ? `Ask for ${percent} %` : `${percent} % off`} (
            {money((cart.value * percent) / 100, cart.currency)})
          </button>
        ))}
      </div>
      {had !== undefined && (
        <span id="had-offer" class="muted">
          This shopper has had today's offer: {had} %.
        </span>
      )}
      {wanted !== undefined && !barred && (
        <Ask percent={wanted} onAsk={(why) => void propose(wanted, why)} />
      )}
      {problem && had === undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div role="status">
        {asked && <Asked approval={asked} />}
        {came && (
          <p class="asked">
            {overWords(came)}
            <button type="button" class="link" onClick={() => desk.approvals.forget(id)}>
              Put away
            </button>
          </p>
        )}
      </div>
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

/** Asks a supervisor, with a word of why. */
function Ask({
  percent,
  onAsk,
}: {
  readonly percent: number;
  readonly onAsk: (why: string) => void;
}) {
  const [why, setWhy] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(why);
      }}
    >
      <label>
        Why, for the supervisor{" "}
        <input
          ref={field}
          value={why}
          maxLength={MOST_WHY}
          onInput={({ currentTarget }) => setWhy(currentTarget.value)}
        />
      </label>
      <button type="submit" class="quiet">
        Ask for {percent} %
      </button>
    </form>
  );
}

/** Where the shop is to blame a discount is a compensation and says so; elsewhere it is a gift. */
function wordsFor({ advice, words, replies }: Help, rule: string | undefined): string {
  const gift = replies.find(({ id }) => id === "discount")?.text;
  const ours = rule !== undefined && advice[rule]?.ours === true;
  return ours || gift === undefined ? words.compensation : gift;
}
