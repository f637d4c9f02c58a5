import { agentsContract } from "./agents.contract.ts";
import { approvalsContract } from "./approvals.contract.ts";
import { asidesContract } from "./asides.contract.ts";
import { conversationsContract } from "./conversations.contract.ts";
import { documentsContract } from "./documents.contract.ts";
import { endedChatsContract } from "./ended-chats.contract.ts";
import type { MakeStore } from "./fixtures.ts";
import { hostileContract } from "./hostile.contract.ts";
import { messagesContract } from "./messages.contract.ts";
import { offersContract } from "./offers.contract.ts";
import { triggerContract } from "./trigger.contract.ts";
import { visitsContract } from "./visits.contract.ts";
import { waitingContract } from "./waiting.contract.ts";

/** What every store must do. Call it inside a test file or a `describe`. */
export function storeContract(makeStore: MakeStore): void {
  visitsContract(makeStore);
  agentsContract(makeStore);
  conversationsContract(makeStore);
  messagesContract(makeStore);
  waitingContract(makeStore);
  offersContract(makeStore);
  approvalsContract(makeStore);
  asidesContract(makeStore);
  endedChatsContract(makeStore);
  triggerContract(makeStore);
  documentsContract(makeStore);
  hostileContract(makeStore);
}
