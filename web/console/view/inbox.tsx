import type { DeskState } from "../desk/desk-state.ts";
import { Approvals } from "./approvals/approvals.tsx";
import { useDesk } from "./desk-context.ts";
import { Mentions } from "./mentions.tsx";
import { announcementOf, Ring } from "./ring.tsx";
import { Row } from "./row.tsx";

/** What rings, the conversations in hand, and those that are over. */
export function Inbox({
  state: { rings, chats, selected, mentions, profile, approvals },
  onSelect,
}: {
  readonly state: DeskState;
  readonly onSelect: (id: string) => void;
}) {
  const { desk, now } = useDesk();
  const open = chats.filter(({ closed, part }) => !closed && part === "agent");
  const beside = chats.filter(({ closed, part }) => !closed && part !== "agent");
  const over = chats.filter(({ closed }) => closed);
  const list = (some: typeof chats) => (
    <ul>
      {some.map((chat) => (
        <li key={chat.id}>
          <Row
            chat={chat}
            selected={chat.id === selected}
            wrapUp={chat.closed ? profile?.wrapUps?.[chat.id] : undefined}
            now={now}
            onSelect={onSelect}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <nav class="inbox" aria-label="Inbox">
      <p class="sr" role="alert">
        {rings.map(announcementOf).join(". ")}
      </p>
      {rings.length > 0 && (
        <section class="rings">
          <h2>Ringing</h2>
          {rings.map((ring, index) => (
            <Ring key={`${ring.conversation.id} ${ring.round}`} ring={ring} first={index === 0} />
          ))}
        </section>
      )}
      {desk.presence.isLead && (
        <Approvals waiting={approvals.waiting.filter(({ agent }) => agent.id !== profile?.id)} />
      )}
      {mentions.length > 0 && <Mentions mentions={mentions} onSelect={onSelect} />}
      <section class="mine-list">
        <h2>My chats</h2>
        {open.length === 0 && <p class="muted">None yet.</p>}
        {list(open)}
      </section>
      {beside.length > 0 && (
        <section class="mine-list">
          <h2>With colleagues</h2>
          {list(beside)}
        </section>
      )}
      {over.length > 0 && (
        <section class="over">
          <h2>
            Closed
            <button
              type="button"
              class="link"
              onClick={() => {
                for (const { id } of over) desk.putAway(id);
              }}
            >
              Put all away
            </button>
          </h2>
          {list(over)}
        </section>
      )}
    </nav>
  );
}
