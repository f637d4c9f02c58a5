import type { Message } from "../../../functions/contract/conversation.ts";
import type { ConversationState } from "../../shared/conversation-state.ts";
import { fileSize } from "../../shared/file-size.ts";
import { noticeText } from "../notices.ts";
import type { AsideKey, Texts, Variables } from "../texts.ts";
import { rareNotice } from "./rare-notices.ts";

/**
 * A conversation's stored messages as plain text, one a line with its time and sender; further lines of a message are indented, so that none passes for
 * another message.
 *
 * @param agent whose name stands in where a notice has none
 * @param words what is seldom said
 */
export function transcriptText(
  { entries, offers }: Pick<ConversationState, "entries" | "offers">,
  texts: Texts,
  agent: string | undefined,
  words: (key: AsideKey, variables?: Variables) => string,
): string {
  const { t } = texts;
  const bodyOf = ({ body }: Message): string => {
    if (body.kind === "text") return body.text.replace(/\r\n?|[\n\u2028\u2029]/g, "\n    ");
    if (body.kind === "notice") {
      return noticeText(t, body, agent) ?? rareNotice(words, body, agent ?? t("support")) ?? "";
    }
    if (body.kind === "file") {
      return `${body.file.name} (${fileSize(body.file.bytes, texts.language)})`;
    }
    const { percent, code } = offers.get(body.offer.code) ?? body.offer;
    return `${t("offer", { percent: texts.percent(percent) })}: ${code}`;
  };
  const senderOf = ({ from, body }: Message): string => {
    if (body.kind !== "text" && body.kind !== "file") return "";
    const name = from.kind === "agent" ? from.name : t(from.kind === "shopper" ? "you" : "support");
    return `${name}: `;
  };
  const lines = entries.flatMap((entry) => {
    if (entry.kind !== "stored") return [];
    const { message } = entry;
    // Another day than this, so that the date is always there.
    const time = texts.time(message.at, 0);
    return [`[${time}] ${senderOf(message)}${bodyOf(message)}`];
  });
  const title = agent === undefined ? t("panelNobody") : t("panel", { name: agent });
  return `${[title, "", ...lines].join("\n")}\n`;
}
