import type { Body, Notice } from "../../functions/contract/conversation.ts";
import type { ChatKey, Texts } from "./texts.ts";

const NOTICES: Readonly<Record<Notice, ChatKey>> = {
  "agent-joined": "agentJoined",
  "agent-changed": "agentChanged",
  "agent-left": "agentLeft",
  "handed-over": "handedOver",
  "guest-joined": "guestJoined",
  "guest-left": "guestLeft",
  "left-message": "leftMessage",
  waiting: "noticeWaiting",
  "closed-by-shopper": "closedByShopper",
  "closed-by-agent": "closedByAgent",
  "closed-idle": "closedIdle",
};

/** @param agent whose name stands in where the notice has none @returns nothing for a notice of a later version */
export function noticeText(
  t: Texts["t"],
  { notice, name }: Extract<Body, { kind: "notice" }>,
  agent: string | undefined,
): string | undefined {
  const key = NOTICES[notice];
  return key && t(key, { name: name ?? agent ?? t("support") });
}
