import type { Acks } from "../../functions/contract/server-events.ts";
import { backoff } from "./backoff.ts";
import * as outboxes from "./outbox.ts";
import { isPassing, type Reply } from "./reply.ts";

/** Keeps unacknowledged messages over a reload. */
export interface OutboxShelf {
  load(): readonly outboxes.Outgoing[];
  save(entries: readonly outboxes.Outgoing[]): void;
}

export interface OutboxSenderOptions {
  readonly request: (message: outboxes.Outgoing) => Promise<Reply<Acks["message:send"]>>;
  /** Whether messages may go out now: online, and the transcript has been fetched on this connection. */
  readonly ready: () => boolean;
  /** Fetches what is missing. @returns whether nothing is missing now */
  readonly sync: () => Promise<boolean>;
  /** The server has stored a message under this number. */
  readonly stored: (entry: outboxes.Outgoing, seq: number, at: number) => void;
  readonly changed: () => void;
  readonly newId: () => string;
  readonly random: () => number;
  readonly shelf: OutboxShelf | undefined;
}

const RETRY = { first: 800, most: 15_000 };
/** Unanswered attempts at one message while online, after which its sender is asked. */
const MOST_ATTEMPTS = 8;

/** Gets messages to the server, one at a time, in order, each until it is acknowledged. */
export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  #box: outboxes.Outbox;
  #busy = false;
  #stopped = false;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
    const left = options.shelf?.load() ?? [];
    this.#box = outboxes.restored(outboxes.emptyOutbox(options.newId()), left);
  }

  get entries(): readonly outboxes.Outgoing[] {
    return this.#box.entries;
  }

  /** @param at epoch ms */
  put(text: string, at: number, more?: outboxes.OutgoingMore): void {
    this.#keep(outboxes.enqueue(this.#box, text, at, more));
    void this.pump();
  }

  retry(key: outboxes.OutgoingKey): void {
    this.#keep(outboxes.retry(this.#box, key));
  }

  discard(key: outboxes.OutgoingKey): void {
    this.#keep(outboxes.discard(this.#box, key));
  }

  /** These are in the transcript. */
  seen(messages: readonly outboxes.OutgoingKey[]): void {
    this.#keep(outboxes.seen(this.#box, messages));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Sends what waits. */
  async pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let attempts = 0;
    while (!this.#stopped && this.#options.ready()) {
      const entry = outboxes.headOf(this.#box);
      if (!entry) break;
      const verdict = await this.#attempt(entry, attempts);
      if (verdict === "pause") break;
      attempts = verdict === "again" ? attempts + 1 : 0;
    }
    this.#busy = false;
  }

  /** @returns `pause`: nothing can be sent now, the next `pump` goes on */
  async #attempt(
    entry: outboxes.Outgoing,
    attempts: number,
  ): Promise<"settled" | "again" | "pause"> {
    const { request, newId, random } = this.#options;
    this.#keep(outboxes.tried(this.#box, entry));
    const reply = await request(entry);
    if (this.#stopped) return "pause";
    if (reply.ok) {
      this.#box = outboxes.acked(this.#box, entry);
      this.#options.stored(entry, reply.seq, reply.at);
      this.#keep(this.#box);
      return "settled";
    }
    if (reply.code === "offline") return "pause";
    if (reply.code === "expected" && reply.n !== undefined) return this.#expected(entry, reply.n);
    if (isPassing(reply) && attempts < MOST_ATTEMPTS) {
      const delay = backoff(attempts, random(), RETRY);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return "again";
    }
    this.#keep(outboxes.refused(this.#box, entry, reply.code, newId()));
    return "settled";
  }

  async #expected(entry: outboxes.Outgoing, wanted: number): Promise<"settled" | "pause"> {
    if (!(await this.#options.sync())) return "pause";
    const verdict = outboxes.expected(entry, wanted);
    if (verdict === "stored") this.#keep(outboxes.acked(this.#box, entry));
    else this.#keep(outboxes.restart(this.#box, entry, this.#options.newId()));
    return "settled";
  }

  #keep(box: outboxes.Outbox): void {
    this.#box = box;
    this.#options.shelf?.save(box.entries);
    this.#options.changed();
  }
}
