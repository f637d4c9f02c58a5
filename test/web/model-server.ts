import type {
  AgentCard,
  Body,
  ConversationView,
  Message,
  Party,
  Sender,
} from "../../functions/contract/conversation.ts";
import { type Failure, failure } from "../../functions/contract/result.ts";

/** What the delivery protocol promises, in memory: sequence, strict outbox numbers, repeats recognised, transcript by pages. */
export class ModelConversation {
  readonly messages: Message[] = [];
  readonly #last = new Map<string, { n: number; seq: number }>();
  status: ConversationView["status"] = "active";
  round = 1;
  /** The shopper left an address for the answer. */
  left = false;
  read = { shopper: 0, agent: 0 };
  /** Messages in one page of a sync. */
  page = 50;
  readonly id: string;
  readonly agent: AgentCard | undefined;
  readonly language: string;
  readonly #now: () => number;

  constructor(
    id: string,
    options: { agent?: AgentCard; language?: string; now?: () => number } = {},
  ) {
    this.id = id;
    this.agent = options.agent;
    this.language = options.language ?? "en";
    this.#now = options.now ?? Date.now;
  }

  get view(): ConversationView {
    return {
      id: this.id,
      status: this.status,
      round: this.round,
      language: this.language,
      ...(this.agent && { agent: this.agent }),
      seq: this.messages.length,
      read: { ...this.read },
      startedAt: 0,
      ...(this.left && { left: true as const }),
    };
  }

  /** @returns the stored message, or why it is not taken */
  send(from: Sender, outbox: string, n: number, body: Body): Message | Failure {
    const last = this.#last.get(outbox) ?? { n: 0, seq: 0 };
    const repeated = n === last.n ? this.messages[last.seq - 1] : undefined;
    if (repeated) return repeated;
    if (this.status === "closed" && from.kind !== "system") return failure("closed", "over");
    if (n !== last.n + 1) return failure("expected", "another number", { n: last.n + 1 });
    const seq = this.messages.length + 1;
    const at = this.#now();
    const message: Message = { conversation: this.id, seq, at, from, body, outbox, n };
    this.messages.push(message);
    this.#last.set(outbox, { n, seq });
    return message;
  }

  /** Loses what it knew of an outbox, as pruning does. */
  forget(outbox: string): void {
    this.#last.delete(outbox);
  }

  sync(after: number): { messages: readonly Message[]; more: boolean } {
    const messages = this.messages.slice(after, after + this.page);
    return { messages, more: after + messages.length < this.messages.length };
  }

  mark(from: Party, seq: number): void {
    this.read = { ...this.read, [from]: Math.max(this.read[from], seq) };
  }
}
