import type { InboxConversation } from "../contract/server-events.ts";
import { withinBytes } from "./within-bytes.ts";

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1;

/**
 * The conversations with as many whole contexts as `bytes` of JSON in UTF-8 allow, those that rest last; the others only say whose they are, until `sync` brings the rest.
 * @returns in the same order; without the last ones where even that is too much
 */
export function withContexts(
  all: readonly InboxConversation[],
  bytes: number,
): readonly InboxConversation[] {
  const bare = new Map(all.map((each) => [each, bareOf(each)]));
  let left = bytes - [...bare.values()].reduce((sum, each) => sum + sizeOf(each), 1);
  const byNeed = [...all].sort((a, b) => Number(rests(a)) - Number(rests(b)));
  for (const whole of byNeed) {
    const more = sizeOf(whole) - sizeOf(bare.get(whole));
    if (more > left) continue;
    left -= more;
    bare.set(whole, whole);
  }
  return withinBytes([...bare.values()], bytes);
}

const rests = ({ conversation }: InboxConversation): boolean => conversation.status === "resting";

function bareOf({ conversation, context }: InboxConversation): InboxConversation {
  const { visitor, language } = context;
  return { conversation, context: { visitor, language, trail: [] } };
}
