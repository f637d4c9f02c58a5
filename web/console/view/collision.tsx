import type { Chat } from "../desk/chat.ts";
import { justAnswered } from "../desk/collision.ts";
import { useDesk } from "./desk-context.ts";
import { useSeconds } from "./ticker.ts";

/** Warns whoever has something begun that a colleague has answered meanwhile. */
export function Collision({ chat }: { readonly chat: Chat }) {
  const { desk, now } = useDesk();
  const time = useSeconds(now);
  const name = justAnswered(chat.state.entries, desk.state.profile?.id, time);
  if (name === undefined) return null;
  return (
    <p class="banner soon" role="alert">
      {name} has just written to the shopper. Look before you send.
    </p>
  );
}
