import type { Chat } from "../desk/chat.ts";
import { useDesk } from "./desk-context.ts";

/** What can be done with the conversation as a whole, by what this person is in it. */
export function ConversationTools({
  chat: { id, closed, part },
  onFind,
}: {
  readonly chat: Chat;
  readonly onFind: () => void;
}) {
  const { desk, show } = useDesk();
  const lead = desk.state.profile?.role !== "agent";
  const told = async (asked: Promise<string | undefined>) => desk.tell(await asked);
  const button = (label: string, press: () => void) => (
    <button type="button" class="quiet" onClick={press}>
      {label}
    </button>
  );
  const mine = part === "agent";
  return (
    <>
      {button("Search", onFind)}
      {closed && button("Put away", () => desk.putAway(id))}
      {!closed && mine && button("Invite", () => show({ kind: "invite", conversation: id }))}
      {!closed && !mine && button("Leave", () => void told(desk.team.leave(id)))}
      {!closed && !mine && lead && button("Take over", () => void told(desk.team.takeOver(id)))}
      {!closed &&
        (mine || lead) &&
        button("Hand over", () => show({ kind: "hand-over", conversation: id }))}
      {!closed && mine && button("Close chat", () => show({ kind: "close", conversation: id }))}
    </>
  );
}
