import type {
  ChatEnd,
  ChatOrder,
  ChatRating,
  EndedChat,
  Verdict,
} from "../../domain/feedback/ended-chat.ts";
import type { EndedChatStore } from "../../ports.ts";
import { endedKey, endedPk, SHARDS } from "./keys.ts";
import type { Retention } from "./retention.ts";
import type { Item, Table } from "./table.ts";

/** A chat's record: its end, its agent's word of it, its rating and its order are a map each, written by whoever knows it, in whatever order. */
export function pain(table: Table, retention: Retention): EndedChatStore {
  return {
    async endChat(end) {
      await table.update(endedKey(end), {
        set: ["#end = if_not_exists(#end, :end)", ...kept(end.startedAt)],
        values: { end, ...retention(end.startedAt) },
      });
    },
    async judgeChat(chat, verdict) {
      await table.update(endedKey(chat), {
        set: ["#verdict = :verdict", ...kept(chat.startedAt)],
        values: { verdict, ...retention(chat.startedAt) },
      });
    },
    async rateChat(chat, rating) {
      await table.update(endedKey(chat), {
        set: ["#rating = if_not_exists(#rating, :rating)", ...kept(chat.startedAt)],
        values: { rating, ...retention(chat.startedAt) },
      });
    },
    async creditChat(chat, bought) {
      await table.update(endedKey(chat), {
        set: ["#bought = if_not_exists(#bought, :bought)", ...kept(chat.startedAt)],
        values: { bought, ...retention(chat.startedAt) },
      });
    },
    async endedChats(day, limit) {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => upTo(limit, shard)),
      );
      return shards.flat().slice(0, Math.max(0, limit));

      async function upTo(most: number, shard: number): Promise<readonly EndedChat[]> {
        const found: EndedChat[] = [];
        if (most < 1) return found;
        for await (const page of table.pages({ pk: endedPk(day, shard), eventually: true })) {
          found.push(...page.flatMap(chatOf));
          if (found.length >= most) break;
        }
        return found;
      }
    },
  };

  function kept(at: number): readonly string[] {
    return retention(at).expiresAt === undefined ? [] : ["#expiresAt = :expiresAt"];
  }
}

function chatOf({ end, verdict, rating, bought }: Item): readonly EndedChat[] {
  if (!end) return [];
  const chat: EndedChat = {
    ...(end as ChatEnd),
    ...(verdict as Verdict | undefined),
    ...(rating !== undefined && { rating: rating as ChatRating }),
    ...(bought !== undefined && { bought: bought as ChatOrder }),
  };
  return [chat];
}
