import type { FloorConversation } from "../../../functions/contract/desk.ts";
import { TARGETS } from "./waiting.ts";

/** From here on somebody should look, ms: a shopper in the queue, and one who waits for her agent's word. */
export const ALARM = { waiting: 60_000, silent: TARGETS.next } as const;

/** What is wrong with a conversation; the worst first. */
export type Alarm = "waiting" | "silent" | "angry";
export const ALARMS: readonly Alarm[] = ["waiting", "silent", "angry"];

/** An alarm in words; a sign stands beside them, so that none needs its colour. */
export const ALARM_WORDS: Readonly<Record<Alarm, string>> = {
  waiting: "Waits too long",
  silent: "Waits for a word",
  angry: "Angry words",
};

/** Why a supervisor should look at a conversation now. */
export function alarmsOf(
  { waitsSince, owedSince, angry }: FloorConversation,
  at: number,
): readonly Alarm[] {
  const late = {
    waiting: waitsSince !== undefined && at - waitsSince > ALARM.waiting,
    silent: owedSince !== undefined && at - owedSince > ALARM.silent,
    angry: angry === true,
  };
  return ALARMS.filter((alarm) => late[alarm]);
}

/** How many conversations have each alarm, the worst first; those that none has are left out. */
export function alarmCounts(
  conversations: readonly FloorConversation[],
  at: number,
): ReadonlyMap<Alarm, number> {
  const all = conversations.flatMap((each) => alarmsOf(each, at));
  const counts = ALARMS.map((alarm) => [alarm, all.filter((one) => one === alarm).length] as const);
  return new Map(counts.filter(([, count]) => count > 0));
}
