import type { Connection } from "../shared/connection.ts";
import type { Draft } from "./draft.ts";
import type { Actions } from "./model.ts";
import type { Room } from "./room.ts";

type AsideActions = Pick<Actions, "leaveMessage" | "answerSurvey">;

/** What a shopper does beside the conversation: before it, for an answer later; after it, to say how it was. */
export function asideActions(
  link: Connection<"shopper">,
  room: Room,
  draft: Draft,
  surveyed: () => void,
): AsideActions {
  return {
    async leaveMessage() {
      const { client } = room;
      if (!client) return "failed";
      const { text, email, name } = draft.written;
      if (text.trim() !== "" && client.send(text) === undefined) draft.sent();
      const reply = await link.request("message:leave", {
        conversation: client.id,
        email: email.trim(),
        ...(name.trim() !== "" && { name: name.trim() }),
      });
      if (reply.ok) client.take(reply.conversation);
      else return reply.code === "bad_payload" ? "email" : "failed";
      return "left";
    },
    async answerSurvey({ score, reasons, text }) {
      const conversation = room.client?.id;
      if (conversation === undefined) return false;
      const reply = await link.request("survey", {
        conversation,
        score,
        reasons: [...reasons],
        ...(text.trim() !== "" && { text: text.trim() }),
      });
      // It may have been answered in another browser, or the first answer's ack got lost.
      const arrived = reply.ok || reply.code === "conflict";
      if (arrived) surveyed();
      return arrived;
    },
  };
}
