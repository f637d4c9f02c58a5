import type { RingView } from "../../../functions/contract/server-events.ts";
import type { Chat, Desk, DeskState } from "../desk.ts";
import { duration, languageName, money, phrase } from "./format.ts";

/** What rings, and the conversations in hand. */
export function Inbox({ desk, state }: { readonly desk: Desk; readonly state: DeskState }) {
  return (
    <nav class="inbox" aria-label="Inbox">
      <section aria-live="assertive">
        {state.rings.length > 0 && <h2>Ringing</h2>}
        {state.rings.map((ring) => (
          <Ring
            key={`${ring.conversation.id} ${ring.round}`}
            desk={desk}
            ring={ring}
            now={state.now()}
          />
        ))}
      </section>
      <section>
        <h2>My chats</h2>
        {state.chats.length === 0 && <p class="muted">None yet.</p>}
        <ul>
          {state.chats.map((chat) => (
            <li key={chat.client.id}>
              <Row chat={chat} selected={chat.client.id === state.selected} desk={desk} />
            </li>
          ))}
        </ul>
      </section>
    </nav>
  );
}

function Ring({
  desk,
  ring,
  now,
}: {
  readonly desk: Desk;
  readonly ring: RingView;
  readonly now: number;
}) {
  const { language, cart, reason } = ring.context;
  return (
    <article class="ring" aria-label="Ringing conversation">
      <p>
        <strong>{languageName(language)}</strong>
        {cart && cart.items > 0 && <span>{money(cart.value, cart.currency)}</span>}
      </p>
      <p class="muted">
        {reason ? phrase(reason.rule) : "Asked by herself"} · waits {duration(now - ring.since)}
      </p>
      <p class="actions">
        <button type="button" class="primary" onClick={() => void desk.accept(ring)}>
          Accept <span aria-hidden="true">({duration(ring.until - now)})</span>
        </button>
        <button type="button" class="quiet" onClick={() => void desk.decline(ring)}>
          Decline
        </button>
      </p>
    </article>
  );
}

function Row({
  chat: { client, context },
  selected,
  desk,
}: {
  readonly chat: Chat;
  readonly selected: boolean;
  readonly desk: Desk;
}) {
  const { view, unread, entries } = client.state;
  const last = entries.findLast((entry) =>
    entry.kind === "stored" ? entry.message.body.kind === "text" : true,
  );
  const text =
    last?.kind === "outgoing"
      ? last.message.text
      : last?.message.body.kind === "text"
        ? last.message.body.text
        : "";
  return (
    <button
      type="button"
      class="row"
      aria-current={selected ? "true" : undefined}
      onClick={() => desk.select(client.id)}
    >
      <span class="title">
        {context.name ?? `Shopper, ${languageName(context.language)}`}
        {view?.status === "closed" && <em> closed</em>}
      </span>
      {unread > 0 && (
        <span class="badge">
          {unread}
          <span class="sr"> unread</span>
        </span>
      )}
      <span class="muted clip">{text}</span>
    </button>
  );
}
