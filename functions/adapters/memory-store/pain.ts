import { dayOf } from "../../domain/experiment/counts.ts";
import type { ChatKey, EndedChat } from "../../domain/feedback/ended-chat.ts";
import type { EndedChatStore } from "../../ports.ts";
import { plain } from "../dynamo/same.ts";
import { entry, type State, type StoredEnd } from "./state.ts";

export function pain({ ended }: Pick<State, "ended">): EndedChatStore {
  const record = ({ conversation, startedAt }: ChatKey) =>
    entry(ended, conversation, (): StoredEnd => ({ startedAt }));
  return {
    async endChat(end) {
      record(end).end ??= plain(end);
    },
    async judgeChat(chat, verdict) {
      record(chat).verdict = plain(verdict);
    },
    async rateChat(chat, rating) {
      record(chat).rating ??= plain(rating);
    },
    async creditChat(chat, bought) {
      record(chat).bought ??= plain(bought);
    },
    async endedChats(day, limit) {
      return [...ended.values()]
        .filter(({ startedAt }) => dayOf(startedAt) === day)
        .flatMap(({ end, verdict, rating, bought }): readonly EndedChat[] =>
          end ? [{ ...end, ...verdict, ...(rating && { rating }), ...(bought && { bought }) }] : [],
        )
        .slice(0, Math.max(0, limit))
        .map(plain);
    },
  };
}
