import type { Notice, OfferCard } from "../../../functions/contract/conversation.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import type { Entry } from "../../shared/conversation-state.ts";
import { clock } from "./format.ts";

const NOTICES: Readonly<Record<Notice, (name: string) => string>> = {
  "agent-joined": (name) => `${name} joined`,
  "agent-changed": (name) => `${name} took over`,
  "agent-left": (name) => `${name} left`,
  waiting: () => "Waiting for an agent",
  "closed-by-shopper": () => "The shopper ended the chat",
  "closed-by-agent": () => "The chat was closed",
  "closed-idle": () => "Closed after a long silence",
};

/** One line of the transcript. */
export function Line({
  entry,
  offers,
  client,
}: {
  readonly entry: Entry;
  readonly offers: ReadonlyMap<string, OfferCard>;
  readonly client: ConversationClient;
}) {
  if (entry.kind === "outgoing") {
    const { text, code } = entry.message;
    return (
      <div class="line mine">
        <p class="bubble pending" dir="auto">
          {text}
        </p>
        <p class="meta">
          {entry.delivery === "sending" ? (
            "sending"
          ) : (
            <>
              not sent ({code}){" "}
              <button type="button" class="link" onClick={() => client.retry(entry.message)}>
                Retry
              </button>
              <button type="button" class="link" onClick={() => client.discard(entry.message)}>
                Discard
              </button>
            </>
          )}
        </p>
      </div>
    );
  }
  const { message, mine, delivery } = entry;
  const { body, at } = message;
  if (body.kind === "notice") {
    return <p class="notice">{NOTICES[body.notice](body.name ?? "An agent")}</p>;
  }
  const offer = body.kind === "offer" ? (offers.get(body.offer.code) ?? body.offer) : undefined;
  return (
    <div class={mine ? "line mine" : "line"}>
      {body.kind === "text" ? (
        <p class="bubble" dir="auto">
          {body.text}
        </p>
      ) : (
        offer && (
          <p class="bubble offer">
            <strong>{offer.percent} % off</strong> <code>{offer.code}</code>{" "}
            <span class="badge">{offer.status}</span>
          </p>
        )
      )}
      <p class="meta">
        {clock(at)}
        {delivery && ` · ${delivery}`}
      </p>
    </div>
  );
}
