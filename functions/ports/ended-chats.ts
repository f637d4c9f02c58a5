import type {
  ChatEnd,
  ChatKey,
  ChatOrder,
  ChatRating,
  EndedChat,
  Verdict,
} from "../domain/feedback/ended-chat.ts";

/** Chats that ended, one record each, by the day on which they began: what they are counted by can be corrected later and erased with the shopper. */
export interface EndedChatStore {
  /** The first one stays. */
  endChat(end: ChatEnd): Promise<void>;
  /** In the place of what was said of its end before. */
  judgeChat(chat: ChatKey, verdict: Verdict): Promise<void>;
  /** The first one stays. */
  rateChat(chat: ChatKey, rating: ChatRating): Promise<void>;
  /** The first one stays. */
  creditChat(chat: ChatKey, order: ChatOrder): Promise<void>;
  /** Chats that began on a day (YYYY-MM-DD, UTC) and have ended, at most `limit`; perhaps a moment old. */
  endedChats(day: string, limit: number): Promise<readonly EndedChat[]>;
}
