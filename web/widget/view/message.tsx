import type { Message } from "../../../functions/contract/conversation.ts";
import type { Entry } from "../../shared/conversation-state.ts";
import { noticeText } from "../notices.ts";
import { useParts } from "./aside.tsx";
import { useView } from "./context.ts";
import { RichText } from "./rich-text.tsx";

export interface LineProps {
  readonly entry: Entry;
  /** The line before is of the same person and minute, so neither name nor time is shown again. */
  readonly follows: boolean;
  /** The last of the own messages carries its state for all. */
  readonly last: boolean;
}

/** One line of the conversation. */
export function Line({ entry, follows, last }: LineProps) {
  if (entry.kind === "outgoing") return <OutgoingLine entry={entry} follows={follows} />;
  const { message, mine } = entry;
  switch (message.body.kind) {
    case "notice":
      return <NoticeLine message={message} />;
    case "offer":
      return <OfferLine code={message.body.offer.code} />;
    case "text":
      return (
        <Bubble mine={mine} message={message} text={message.body.text} follows={follows}>
          {last && entry.delivery && <State delivery={entry.delivery} />}
        </Bubble>
      );
    default:
      return null;
  }
}

function NoticeLine({ message }: { readonly message: Message }) {
  const { model, t } = useView();
  const { body } = message;
  const text = body.kind === "notice" && noticeText(t, body, model.agent?.name);
  return text ? <p class="notice">{text}</p> : null;
}

function OfferLine({ code }: { readonly code: string }) {
  const { model, t } = useView();
  const parts = useParts();
  const offer = model.chat?.offers.get(code);
  if (!offer) return null;
  if (parts && parts !== "failed") {
    return (
      <div class="line">
        <parts.Offer offer={offer} />
      </div>
    );
  }
  // The card comes in a moment, or can't be had: the discount itself is in these words.
  return (
    <p class="notice">
      {t("offer", { percent: model.texts.percent(offer.percent) })}: {offer.code}
    </p>
  );
}

function OutgoingLine({
  entry,
  follows,
}: {
  readonly entry: Extract<Entry, { kind: "outgoing" }>;
  readonly follows: boolean;
}) {
  const { actions, t } = useView();
  const { message, delivery } = entry;
  return (
    <Bubble mine message={message} text={message.text} follows={follows} faded>
      {delivery === "sending" ? (
        <State delivery="sending" />
      ) : (
        <p class="state failed">
          <span>{t("failed")}</span>
          <button type="button" class="link" onClick={() => actions.retry(message)}>
            {t("tryAgain")}
          </button>
          <button type="button" class="link" onClick={() => actions.discard(message)}>
            {t("discard")}
          </button>
        </p>
      )}
    </Bubble>
  );
}

interface BubbleProps {
  readonly mine: boolean;
  readonly message: Pick<Message, "at"> & { readonly from?: Message["from"] };
  readonly text: string;
  readonly follows: boolean;
  readonly faded?: boolean;
  readonly children?: preact.ComponentChildren;
}

function Bubble({ mine, message, text, follows, faded, children }: BubbleProps) {
  const { model, t } = useView();
  const { texts, now } = model;
  const from = message.from?.kind === "agent" ? message.from.name : t("support");
  return (
    <div class={`line ${mine ? "mine" : "theirs"} ${follows ? "follows" : ""}`}>
      {!follows && (
        <p class="line-head">
          <span class={mine ? "sr" : ""} dir="auto">
            {mine ? t("you") : from}
          </span>{" "}
          <time dateTime={new Date(message.at).toISOString()}>{texts.time(message.at, now())}</time>
        </p>
      )}
      <p class={`bubble ${faded ? "faded" : ""}`} dir="auto">
        <RichText text={text} />
      </p>
      {children}
    </div>
  );
}

function State({ delivery }: { readonly delivery: "sending" | "sent" | "read" }) {
  const { t } = useView();
  return <p class={`state ${delivery}`}>{t(delivery)}</p>;
}
