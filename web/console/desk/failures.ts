import type { ReplyFailure } from "../../shared/reply.ts";

/** What the agent reads when something asked for was not done, by what was asked and the failure's code. */
const WORDS: Readonly<Record<string, string>> = {
  "transfer no_agent": "Nobody who could take it is free now. It stays with you.",
  "transfer conflict": "It has changed hands meanwhile. Nothing was done.",
  "transfer forbidden": "This chat is not yours to hand over.",
  "transfer closed": "The chat is over; there is nothing to hand over.",
  "transfer refused": "It can't go there. Choose somebody else.",
  "transfer not_found": "There is no such colleague or conversation any more.",
  "guest:invite no_agent": "This colleague is not there now.",
  "guest:invite refused": "No more guests fit beside this chat.",
  "guest:invite forbidden": "This chat is not yours.",
  "takeover forbidden": "Only a supervisor can take a chat over.",
  "takeover refused": "You need to be online with a free slot to take a chat over.",
  "takeover conflict": "It rings at somebody, has changed hands, or is over. Look again.",
  "watch closed": "The chat is over.",
  "watch forbidden": "Only a supervisor can watch a chat.",
  "note:add closed": "The chat is over; notes are closed with it.",
  "note:add forbidden": "You are not in this chat any more.",
  "approval:answer forbidden": "Only supervisors approve, and nobody their own.",
  "approval:answer closed": "The chat is over; it was taken back.",
  "approval:answer not_found": "It waits no more.",
  "translate slow_down": "That is as much as is translated in a minute. Wait a moment.",
  "translate unavailable": "This stage has no translator.",
};
const ALWAYS: Readonly<Record<string, string>> = {
  offline: "You are not connected at the moment. Try again.",
  timeout: "No answer came in time. Try again.",
  slow_down: "That was too fast. Wait a moment.",
  internal: "Something failed on our side. Try again.",
};

/** A failure in plain words. */
export function wordsFor(event: string, { code, message }: ReplyFailure): string {
  return WORDS[`${event} ${code}`] ?? ALWAYS[code] ?? sentence(message);
}

/** The wire's words for developers, as a sentence. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
