import type { ConversationView } from "../../functions/contract/conversation.ts";
import type { Credential } from "../shared/proof.ts";

/** What the shop's tabs in this browser tell each other. Nothing of it is stored. */
export type TabNews =
  | { readonly kind: "dismissed" }
  | {
      readonly kind: "chat";
      readonly credential: Credential;
      readonly conversation: ConversationView;
    }
  | { readonly kind: "put-away"; readonly conversation: string }
  | { readonly kind: "surveyed"; readonly conversation: string }
  | { readonly kind: "erased" };

export interface Tabs {
  tell(news: TabNews): void;
  close(): void;
}

/** Joins the other tabs; without `BroadcastChannel` every tab is alone. */
export function joinTabs(hear: (news: TabNews) => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell() {}, close() {} };
  const channel = new BroadcastChannel("heed");
  channel.onmessage = ({ data }: MessageEvent<TabNews>) => hear(data);
  return {
    tell: (news) => channel.postMessage(news),
    close: () => channel.close(),
  };
}
