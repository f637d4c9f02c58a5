import type { Message } from "../../../functions/contract/conversation.ts";
import type { Entry } from "../../shared/conversation-state.ts";
import { noticeText } from "../notices.ts";
import { Aside, useParts } from "./aside.tsx";
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
  const { model, t } = useView();
  if (entry.kind === "outgoing") return <OutgoingLine entry={entry} follows={follows} />;
  const { message, mine, delivery } = entry;
  const { body } = message;
  if (body.kind === "text") {
    return (
      <Bubble mine={mine} message={message} text={body.text} follows={follows}>
        {body.translated && <State delivery="translated" />}
        {(body.card ?? body.choices) && <Aside part="More" message={message} />}
        {last && delivery && <State delivery={delivery} />}
      </Bubble>
    );
  }
  const notice = body.kind === "notice" && noticeText(t, body, model.agent?.name);
  return notice ? (
    <p class="notice">{notice}</p>
  ) : (
    <CardLine message={message} mine={mine} state={last ? delivery : undefined} />
  );
}

/** What is neither text nor an everyday notice is drawn by a part that comes when it is needed. */
function CardLine(props: CardProps) {
  const { model, t } = useView();
  const parts = useParts();
  const { body } = props.message;
  if (parts && parts !== "failed") return <parts.Card {...props} />;
  // The card comes in a moment, or can't be had: what matters of it is in these words.
  const offer = body.kind === "offer" && model.chat?.offers.get(body.offer.code);
  const instead = offer
    ? `${t("offer", { percent: model.texts.percent(offer.percent) })}: ${offer.code}`
    : body.kind === "file" && body.file.name;
  return instead ? <p class="notice">{instead}</p> : null;
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

/** A line of the conversation that is neither text nor an everyday notice. */
export interface CardProps {
  readonly message: Message;
  readonly mine: boolean;
  /** Whether the last of the own messages has been read. */
  readonly state: "sent" | "read" | undefined;
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

function State({ delivery }: { readonly delivery: "sending" | "sent" | "read" | "translated" }) {
  const { t } = useView();
  return <p class={`state ${delivery}`}>{t(delivery)}</p>;
}
