import type { Notice, OfferCard } from "../../../functions/contract/conversation.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import type { Entry } from "../../shared/conversation-state.ts";
import type { Outgoing } from "../../shared/outbox.ts";
import type { Translation } from "../desk/chat.ts";
import { FileLine } from "./file-line.tsx";
import { clock, languageName, moment } from "./format.ts";
import { memo } from "./memo.ts";
import { More } from "./more.tsx";
import { Words } from "./words.tsx";

const NOTICES: Readonly<Record<Notice, (name: string) => string>> = {
  "agent-joined": (name) => `${name} joined`,
  "agent-changed": (name) => `${name} took over`,
  "agent-left": (name) => `${name} left`,
  "handed-over": (name) => `${name} handed over`,
  "guest-joined": (name) => `${name} joined as a guest`,
  "guest-left": (name) => `${name} left the chat`,
  translated: (name) => `${name} does not speak this language: a machine translates`,
  "not-translated": (name) => `${name} does not speak this language, and nothing is translated`,
  "left-message": () => "The shopper left a message and an address for the answer",
  waiting: () => "Waiting for an agent",
  "closed-by-shopper": () => "The shopper ended the chat",
  "closed-by-agent": () => "The chat was closed",
  "closed-idle": () => "Closed after a long silence",
};

const FAILURES: Readonly<Record<string, string>> = {
  bad_file: "the file did not arrive whole, or is no image or PDF; choose it again",
  closed: "the chat is over",
  forbidden: "the chat is no longer yours",
  refused: "you are not online, or all your slots are in use; free one, then retry",
  too_large: "it is too long",
};

/** A stored line of the transcript: drawn again only when it, its mark or its offer changes. */
export const Line = memo(
  ({
    message,
    mine,
    delivery,
    offer,
    query,
    translation,
    translate,
    client,
  }: Pick<Extract<Entry, { kind: "stored" }>, "message" | "mine"> & {
    readonly delivery: "sent" | "read" | undefined;
    readonly offer: OfferCard | undefined;
    /** Words to mark. */
    readonly query: string;
    readonly translation: Translation | undefined;
    /** Says this message in the agent's language; missing: she reads it as it is. */
    readonly translate: ((seq: number) => void) | undefined;
    /** Whom to ask for files; missing: they can't be had. */
    readonly client?: ConversationClient;
  }) => {
    const { body, at, from, seq } = message;
    const translatable = from.kind === "shopper" && body.kind === "text" && !translation;
    if (body.kind === "notice") {
      return <p class="notice">{NOTICES[body.notice](body.name ?? "An agent")}</p>;
    }
    const colleague = !mine && from.kind === "agent" ? `${from.name} · ` : "";
    return (
      <div class={mine ? "line mine" : "line"}>
        {body.kind === "text" ? (
          <p class="bubble" dir="auto">
            <Words text={body.text} query={query} />
            <More body={body} />
          </p>
        ) : body.kind === "file" ? (
          <FileLine file={body.file} seq={seq} client={client} query={query} />
        ) : (
          offer && (
            <p class="bubble offer">
              <strong>{offer.percent} % off</strong> <code>{offer.code}</code>{" "}
              <span class={`badge ${offer.status}`}>{offer.status}</span>
            </p>
          )
        )}
        {translation && <Translated translation={translation} />}
        <p class="meta">
          {colleague}
          <time dateTime={new Date(at).toISOString()} title={moment(at)}>
            {clock(at)}
          </time>
          {delivery && ` · ${delivery}`}
          {body.kind === "text" && body.translated && " · translated by a machine"}
          {translate && translatable && (
            <button type="button" class="link" onClick={() => translate(seq)}>
              Translate
            </button>
          )}
        </p>
      </div>
    );
  },
);

function Translated({ translation }: { readonly translation: Translation }) {
  if (translation.kind === "asked") return <p class="translated muted">Translating …</p>;
  if (translation.kind === "failed") {
    return (
      <p class="translated muted" role="status">
        Not translated: {translation.why}
      </p>
    );
  }
  const { text, to } = translation;
  return (
    <p class="translated" lang={to} dir="auto">
      <span class="muted" lang="en">
        In {languageName(to)}:{" "}
      </span>
      {text}
    </p>
  );
}

/** A line that is on its way, or could not be sent. */
export function OutgoingLine({
  message,
  client,
}: {
  readonly message: Outgoing;
  readonly client: ConversationClient;
}) {
  const { text, code = "", state } = message;
  return (
    <div class="line mine">
      <p class="bubble pending" dir="auto">
        {text}
      </p>
      {state === "sending" ? (
        <p class="meta">sending</p>
      ) : (
        <p class="meta failed">
          Not sent: {FAILURES[code] ?? code}.
          <button type="button" class="link" onClick={() => client.retry(message)}>
            Retry
          </button>
          <button type="button" class="link" onClick={() => client.discard(message)}>
            Discard
          </button>
        </p>
      )}
    </div>
  );
}
