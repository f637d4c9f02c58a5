import type { Connection } from "../shared/connection.ts";
import type { Emitter } from "../shared/emitter.ts";
import type { Draft } from "./draft.ts";
import type { Actions } from "./model.ts";
import type { PanelState } from "./panel-state.ts";
import type { Room } from "./room.ts";
import type { ShopEvents } from "./shop-events.ts";

type ConversationActions = Pick<
  Actions,
  "client" | "send" | "write" | "retry" | "discard" | "answerOffer" | "turn" | "end"
>;

/** What a shopper does within the conversation. */
export function conversationActions(
  link: Connection<"shopper">,
  room: Room,
  panel: PanelState,
  draft: Draft,
  events: Emitter<ShopEvents>,
): ConversationActions {
  return {
    client: () => room.client,
    send(text) {
      const sent = room.client !== undefined && room.client.send(text) === undefined;
      if (sent) {
        draft.sent();
        panel.say(undefined);
      }
      return sent;
    },
    write(part) {
      draft.write(part);
      if (part.text) room.client?.typed();
    },
    retry: (key) => room.client?.retry(key),
    discard: (key) => room.client?.discard(key),
    async answerOffer(code, answer) {
      const conversation = room.client?.id;
      if (conversation === undefined) return;
      const reply = await link.request("offer:answer", { conversation, code, answer });
      if (reply.ok) events.emit("offer", { code, answer });
      panel.say(reply.ok ? undefined : "failed");
    },
    turn: (aside) => panel.turn(aside),
    async end() {
      panel.turn(undefined);
      const failure = await room.client?.close();
      panel.say(failure ? "failed" : undefined);
    },
  };
}
