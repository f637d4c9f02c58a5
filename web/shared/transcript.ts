import type { ConversationView, Message } from "../../functions/contract/conversation.ts";
import type { Acks } from "../../functions/contract/server-events.ts";
import { backoff } from "./backoff.ts";
import { isPassing, type ReplyFailure } from "./reply.ts";
import { EMPTY_TIMELINE, hasGap, merge, newerView, type Timeline, upTo } from "./timeline.ts";
import type { ConversationLink } from "./wire.ts";

export interface TranscriptOptions {
  readonly link: ConversationLink;
  readonly conversation: string;
  readonly view: ConversationView | undefined;
  /** These came in; something to show may have changed. */
  readonly merged: (messages: readonly Message[]) => void;
  /** What came with a page: the shopper's context, and who is beside the agent. */
  readonly answered?: ((ack: Acks["sync"]) => void) | undefined;
  /** A run of fetching has ended. */
  readonly settled: () => void;
  readonly random: () => number;
}

const RETRY = { first: 800, most: 15_000 };

/** One conversation's transcript, kept complete: whatever shows a hole makes it fetch. */
export class Transcript {
  readonly #options: TranscriptOptions;
  #timeline: Timeline = EMPTY_TIMELINE;
  #view: ConversationView | undefined;
  #synced = false;
  #running: Promise<boolean> | undefined;
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lost: string | undefined;
  #stopped = false;

  constructor(options: TranscriptOptions) {
    this.#options = options;
    this.#view = options.view;
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  get view(): ConversationView | undefined {
    return this.#view;
  }

  /** It was fetched to its end on this connection, and this connection is told of what follows. */
  get synced(): boolean {
    return this.#synced;
  }

  /** Why the server no longer gives it out. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** A new connection knows nothing of this conversation. */
  reconnected(): void {
    this.#synced = false;
    this.#lost = undefined;
    void this.sync();
  }

  /** Takes what the server says unasked. */
  take(messages: readonly Message[], view?: ConversationView): void {
    this.#merge(messages, view);
    if (this.#synced && !this.#running && this.#incomplete()) void this.sync();
  }

  /** Raises a mark of what somebody has read. */
  mark(from: keyof ConversationView["read"], seq: number): void {
    if (!this.#view) return;
    const { read } = this.#view;
    this.#view = { ...this.#view, read: { ...read, [from]: Math.max(read[from], seq) } };
  }

  /** Fetches what is missing. @returns whether nothing is missing now */
  sync(): Promise<boolean> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (!this.#stopped) this.#options.settled();
    });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<boolean> {
    const { link, conversation } = this.#options;
    let more = false;
    while ((this.#again || more) && !this.#stopped) {
      this.#again = false;
      if (link.state !== "online") return false;
      const after = upTo(this.#timeline);
      const reply = await link.request("sync", { conversation, after });
      if (this.#stopped) return false;
      if (!reply.ok) {
        if (this.#again) continue;
        this.#failed(reply);
        return false;
      }
      this.#options.answered?.(reply);
      this.#merge(reply.messages, reply.conversation);
      more = reply.more && upTo(this.#timeline) > after;
    }
    const incomplete = this.#incomplete();
    if (incomplete) this.#later();
    else this.#failures = 0;
    this.#synced = true;
    return !incomplete;
  }

  #failed(failure: ReplyFailure): void {
    // Offline: the next connection begins anew.
    if (failure.code === "offline") return;
    if (isPassing(failure)) this.#later();
    else this.#lost = failure.code;
  }

  #later(): void {
    clearTimeout(this.#timer);
    const delay = backoff(this.#failures, this.#options.random(), RETRY);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.sync(), delay);
  }

  #incomplete(): boolean {
    return hasGap(this.#timeline, this.#view?.seq ?? 0);
  }

  #merge(messages: readonly Message[], view: ConversationView | undefined): void {
    this.#timeline = merge(this.#timeline, messages);
    if (view) this.#view = newerView(this.#view, view);
    this.#options.merged(messages);
  }
}
