import { randomUUID } from "node:crypto";

/** A message as it is kept; all times in ms since the epoch. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** X-Amzn-Trace-Id of the request that sent it. */
  readonly trace?: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
}

export interface DelayQueueOptions {
  readonly name: string;
  readonly visibilityMs: number;
  /** Where messages go that were received too often. */
  readonly deadLetters?: { readonly queue: DelayQueue; readonly maxReceives: number };
}

export type Sent = Pick<QueuedMessage, "body" | "attributes"> & { readonly trace?: string };

/**
 * A queue whose messages appear after their delay, and appear again when a receiver neither
 * deletes nor keeps them within the visibility time-out. Order isn't promised.
 */
export class DelayQueue {
  readonly name: string;
  /** Told when a message has become visible. */
  onVisible: (() => void) | undefined;
  readonly #options: DelayQueueOptions;
  readonly #messages = new Map<string, QueuedMessage>();
  #timer: NodeJS.Timeout | undefined;
  #armedFor = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(options: DelayQueueOptions) {
    this.#options = options;
    this.name = options.name;
  }

  /** All messages: waiting, visible and being worked on. */
  get messages(): readonly Readonly<QueuedMessage>[] {
    return [...this.#messages.values()];
  }

  /** Adds a message that becomes visible after `delayMs`; returns its id. */
  send(message: Sent, delayMs: number): string {
    const now = Date.now();
    const id = randomUUID();
    this.#put({ ...message, id, sentAt: now, visibleAt: now + delayMs, receives: 0 });
    return id;
  }

  /** Takes up to `max` visible messages and hides them for the visibility time-out. */
  receive(max: number): QueuedMessage[] {
    const now = Date.now();
    const taken: QueuedMessage[] = [];
    for (const message of this.#messages.values()) {
      if (taken.length >= max) break;
      if (message.visibleAt > now || this.#buried(message)) continue;
      message.receives += 1;
      message.firstReceivedAt ??= now;
      message.visibleAt = now + this.#options.visibilityMs;
      taken.push(message);
    }
    this.#arm();
    return taken;
  }

  delete(id: string): void {
    this.#messages.delete(id);
  }

  /** Moves a message to the dead letters, or drops it when the queue has none. */
  bury(message: QueuedMessage): void {
    this.#messages.delete(message.id);
    const { deadLetters } = this.#options;
    if (deadLetters) deadLetters.queue.#put({ ...message, visibleAt: Date.now(), receives: 0 });
  }

  /** Puts back messages kept from an earlier run. */
  restore(messages: readonly QueuedMessage[]): void {
    for (const message of messages) this.#put(message);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #put(message: QueuedMessage): void {
    this.#messages.set(message.id, message);
    if (message.visibleAt < this.#armedFor) this.#armAt(message.visibleAt);
  }

  #buried(message: QueuedMessage): boolean {
    const { deadLetters } = this.#options;
    if (!deadLetters || message.receives < deadLetters.maxReceives) return false;
    this.bury(message);
    return true;
  }

  /** Sets the timer for the next message to become visible. */
  #arm(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { visibleAt } of this.#messages.values()) next = Math.min(next, visibleAt);
    this.#armAt(next);
  }

  #armAt(at: number): void {
    clearTimeout(this.#timer);
    this.#armedFor = at;
    if (this.#closed || at === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(
      () => {
        this.#armedFor = Number.POSITIVE_INFINITY;
        this.onVisible?.();
      },
      Math.max(0, at - Date.now()),
    );
  }
}
