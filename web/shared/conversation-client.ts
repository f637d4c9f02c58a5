import type {
  Body,
  ConversationView,
  Message,
  Party,
  Sender,
  TextMore,
} from "../../functions/contract/conversation.ts";
import type { FileCard } from "../../functions/contract/file.ts";
import type { Acks } from "../../functions/contract/server-events.ts";
import { type ConversationState, conversationState } from "./conversation-state.ts";
import type { Off } from "./emitter.ts";
import type { Outgoing, OutgoingKey } from "./outbox.ts";
import { OutboxSender, type OutboxShelf } from "./outbox-sender.ts";
import { isPassing, type ReplyFailure } from "./reply.ts";
import { textProblem } from "./text-size.ts";
import { throttle } from "./throttle.ts";
import { upTo } from "./timeline.ts";
import { Transcript } from "./transcript.ts";
import type { ConversationLink } from "./wire.ts";

export { textBytes, textProblem } from "./text-size.ts";

export interface ConversationClientOptions {
  readonly link: ConversationLink;
  readonly conversation: string;
  /** How this side's messages are signed. */
  readonly self: Extract<Sender, { kind: Party }>;
  /** Called after every change; read `state`. */
  readonly onChange: () => void;
  /** Unguessable ids, URL-safe, 8 to 64 characters. */
  readonly newId: () => string;
  /** Where unsent messages outlast the page; without one they don't. */
  readonly shelf?: OutboxShelf;
  readonly view?: ConversationView;
  readonly random?: () => number;
  /** What came with a page of the transcript. */
  readonly onSync?: (ack: Acks["sync"]) => void;
}

const TYPING_PERIOD = 3000;
const TYPING_SHOWN = 6000;
const READ_PERIOD = 3000;

/**
 * One side's end of one conversation: what was said, in one order without holes, and what is on its way. It catches up after every
 * reconnection, whenever it sees a hole and when the page becomes visible; it sends each message until it is acknowledged.
 */
export class ConversationClient {
  readonly #options: ConversationClientOptions;
  readonly #transcript: Transcript;
  readonly #outbox: OutboxSender;
  readonly #offs: readonly Off[];
  readonly #typing: ReturnType<typeof throttle<undefined>>;
  readonly #reading: ReturnType<typeof throttle<number>>;
  #typingUntil = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #readUpTo = 0;
  #disposed = false;

  constructor(options: ConversationClientOptions) {
    this.#options = options;
    const { link, conversation, newId, view, shelf, onSync, random = Math.random } = options;
    this.#transcript = new Transcript({
      link,
      conversation,
      view,
      random,
      answered: onSync,
      merged: (messages) => {
        this.#outbox.seen(messages);
      },
      settled: () => {
        this.#changed();
        void this.#outbox.pump();
      },
    });
    this.#outbox = new OutboxSender({
      newId,
      random,
      shelf,
      request: ({ outbox, n, text, more, file }) => {
        const address = { conversation, outbox, n };
        if (file) return link.request("file:send", { ...address, file: file.id, name: file.name });
        return link.request("message:send", { ...address, text, ...more });
      },
      ready: () => this.#transcript.synced && link.state === "online",
      sync: () => this.#transcript.sync(),
      stored: (entry, seq, at) => this.#stored(entry, seq, at),
      changed: () => this.#changed(),
    });
    this.#typing = throttle(
      () => void link.request("typing", { conversation }),
      TYPING_PERIOD,
      "leading",
    );
    this.#reading = throttle((seq) => void this.#tellRead(seq), READ_PERIOD, "latest");
    this.#offs = this.#listen(link);
    globalThis.document?.addEventListener("visibilitychange", this.#visible);
    if (link.state === "online") this.#transcript.reconnected();
  }

  get id(): string {
    return this.#options.conversation;
  }

  get link(): ConversationLink {
    return this.#options.link;
  }

  get state(): ConversationState {
    const { view, timeline, synced, lost } = this.#transcript;
    return conversationState({
      id: this.id,
      self: this.#options.self,
      timeline,
      view,
      outgoing: this.#outbox.entries,
      typing: this.#typingUntil > this.#options.link.now(),
      synced,
      readUpTo: this.#readUpTo,
      lost,
    });
  }

  /**
   * Sends a text, or by its name a file that has been put in its place.
   * @param more only agents may send more than words
   * @returns why it can't be sent; then nothing happens
   */
  send(text: string, more?: TextMore, file?: FileCard): "empty" | "too_large" | undefined {
    const problem = textProblem(text);
    if (!problem)
      this.#outbox.put(text.trim(), this.#options.link.now(), file ? { file } : more && { more });
    return problem;
  }

  /** Sends a failed message again. */
  retry(key: OutgoingKey): void {
    this.#outbox.retry(key);
    void this.sync();
  }

  /** Gives a failed message up. */
  discard(key: OutgoingKey): void {
    this.#outbox.discard(key);
  }

  /** The person is writing; call it at every key. */
  typed(): void {
    this.#typing.call(undefined);
  }

  /** The person has seen everything there is. */
  read(): void {
    const { self } = this.#options;
    const { view, timeline } = this.#transcript;
    const marked = Math.max(this.#readUpTo, view?.read[self.kind] ?? 0);
    const last = timeline.messages.findLast(({ from }) => from.kind === otherThan(self.kind));
    if (!last || last.seq <= marked) return;
    this.#readUpTo = last.seq;
    this.#reading.call(last.seq);
    this.#changed();
  }

  /** Ends the conversation for both sides. @returns a failure, if it could not be ended now */
  async close(): Promise<ReplyFailure | undefined> {
    const reply = await this.#options.link.request("conversation:close", { conversation: this.id });
    if (!reply.ok) return reply;
    this.take(reply.conversation);
    return undefined;
  }

  /** Takes a view that came another way: in an ack or a welcome. */
  take(view: ConversationView): void {
    if (view.id === this.id) this.#transcript.take([], view);
  }

  /** Fetches what is missing. @returns whether nothing is missing now */
  sync(): Promise<boolean> {
    return this.#transcript.sync();
  }

  /** Lets go of the connection and all timers; what is unsent stays on the shelf. */
  dispose(): void {
    this.#disposed = true;
    this.#outbox.stop();
    this.#transcript.stop();
    for (const off of this.#offs) off();
    globalThis.document?.removeEventListener("visibilitychange", this.#visible);
    this.#typing.stop();
    this.#reading.stop();
    clearTimeout(this.#typingTimer);
  }

  #listen(link: ConversationLink): readonly Off[] {
    const ours = (event: { readonly conversation: string }) => event.conversation === this.id;
    return [
      link.on("state", (state) => {
        if (state === "online") this.#transcript.reconnected();
        this.#changed();
      }),
      link.on("message", (message) => {
        if (!ours(message)) return;
        if (message.from.kind !== this.#options.self.kind) this.#typingUntil = 0;
        this.#transcript.take([message]);
      }),
      link.on("conversation", (view) => this.take(view)),
      link.on("typing", (event) => {
        if (ours(event) && event.from !== this.#options.self.kind) this.#otherTypes();
      }),
      link.on("read", (event) => {
        if (!ours(event)) return;
        this.#transcript.mark(event.from, event.seq);
        this.#changed();
      }),
    ];
  }

  #stored({ text, more, file, outbox, n }: Outgoing, seq: number, at: number): void {
    if (seq <= upTo(this.#transcript.timeline)) return;
    const from = this.#options.self;
    const body: Body = file ? { kind: "file", file } : { kind: "text", text, ...more };
    const message: Message = { conversation: this.id, seq, at, from, body, outbox, n };
    this.#transcript.take([message]);
  }

  #otherTypes(): void {
    this.#typingUntil = this.#options.link.now() + TYPING_SHOWN;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#changed(), TYPING_SHOWN + 50);
    this.#changed();
  }

  /** A mark that got lost is set again the next time something is read. */
  async #tellRead(seq: number): Promise<void> {
    const reply = await this.#options.link.request("read", { conversation: this.id, seq });
    if (!reply.ok && isPassing(reply) && this.#readUpTo === seq) this.#readUpTo = 0;
  }

  readonly #visible = (): void => {
    if (document.visibilityState === "visible") void this.sync();
  };

  #changed(): void {
    if (!this.#disposed) this.#options.onChange();
  }
}

const otherThan = (party: Party): Party => (party === "shopper" ? "agent" : "shopper");
