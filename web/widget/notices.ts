import type { Body, Notice } from "../../functions/contract/conversation.ts";
import type { ChatKey, Texts } from "./texts.ts";

/** What nearly every conversation comes to; the words for the rest come with the parts loaded on demand (aside/rare-notices.ts). */
const FREQUENT = {
  "agent-joined": "agentJoined",
  "agent-changed": "agentChanged",
  "agent-left": "agentLeft",
  waiting: "noticeWaiting",
  "closed-by-shopper": "closedByShopper",
  "closed-by-agent": "closedByAgent",
  "closed-idle": "closedIdle",
} as const satisfies Partial<Record<Notice, ChatKey>>;

export type RareNotice = Exclude<Notice, keyof typeof FREQUENT>;

/** @param agent whose name stands in where the notice has none @returns nothing for a rare one, or one of a later version */
export function noticeText(
  t: Texts["t"],
  { notice, name }: Extract<Body, { kind: "notice" }>,
  agent: string | undefined,
): string | undefined {
  const key: ChatKey | undefined = FREQUENT[notice as keyof typeof FREQUENT];
  return key && t(key, { name: name ?? agent ?? t("support") });
}
