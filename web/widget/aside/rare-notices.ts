import type { Body } from "../../../functions/contract/conversation.ts";
import type { RareNotice } from "../notices.ts";
import type { AsideKey, Variables } from "../texts.ts";

const RARE: Readonly<Record<RareNotice, AsideKey>> = {
  "handed-over": "handedOver",
  "guest-joined": "guestJoined",
  "guest-left": "guestLeft",
  "left-message": "leftMessage",
  translated: "machineBetween",
  "not-translated": "otherLanguage",
};

/** @param agent whose name stands in where the notice has none @returns nothing for an everyday notice, or one of a later version */
export function rareNotice(
  words: (key: AsideKey, variables?: Variables) => string,
  { notice, name }: Extract<Body, { kind: "notice" }>,
  agent: string,
): string | undefined {
  const key: AsideKey | undefined = RARE[notice as RareNotice];
  return key && words(key, { name: name ?? agent });
}
