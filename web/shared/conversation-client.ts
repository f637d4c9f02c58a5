import type {
  ConversationView,
  Message,
  Party,
  Sender,
} from "../../functions/contract/conversation.ts";
import { MAX_TEXT_BYTES } from "../../functions/contract/limits.ts";
import { backoff } from "./backoff.ts";
import { type ConversationState, conversationState } from "./conversation-state.ts";
import type { Off } from "./emitter.ts";
import * as outboxes from "./outbox.ts";
import { isPassing, type ReplyFailure } from "./reply.ts";
import { throttle } from "./throttle.ts";
import { EMPTY_TIMELINE, hasGap, merge, newerView, type Timeline, upTo } from "./timeline.ts";
import type { ConversationLink } from "./wire.ts";

/** Keeps unacknowledged messages over a reload. */
export interface OutboxShelf {
  load(): readonly outboxes.Outgoing[];
  save(entries: readonly outboxes.Outgoing[]): void;
}

export interface ConversationClientOptions {
  readonly link: ConversationLink;
  readonly conversation: string;
  /** How this side's messages are signed. */
  readonly self: Extract<Sender, { kind: Party }>;
  /** Called after every change; read `state`. */
  readonly onChange: () => void;
  /** Unguessable ids, URL-safe, 8 to 64 characters. */
  readonly newId: () => string;
  readonly shelf?: OutboxShelf;
  readonly view?: ConversationView;
  readonly random?: () => number;
}

const TYPING_PERIOD = 3000;
const TYPING_SHOWN = 6000;
const READ_PERIOD = 3000;
const RETRY = { first: 800, most: 15_000 };
/** Unanswered attempts at one message while online, after which its sender is asked. */
const MOST_ATTEMPTS = 8;

/** Whether a text can be sent: not blank, and not longer than the wire takes. */
export function textProblem(text: string): "empty" | "too_large" | undefined {
  if (text.trim() === "") return "empty";
  return textBytes(text) > MAX_TEXT_BYTES ? "too_large" : undefined;
}

/** Size on the wire, in UTF-8 bytes. */
export const textBytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * One side's end of one conversation: what was said, in one order without holes, and what is on its way. It catches up after every
 * reconnection, whenever it sees a hole and when the page becomes visible; it sends each message until it is acknowledged.
 */
export class ConversationClient {
  readonly #options: ConversationClientOptions;
  readonly #offs: Off[];
  readonly #typing: ReturnType<typeof throttle<undefined>>;
  readonly #reading: ReturnType<typeof throttle<number>>;
  #timeline: Timeline = EMPTY_TIMELINE;
  #view: ConversationView | undefined;
  #box: outboxes.Outbox;
  #typingUntil = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #synced = false;
  #syncing: Promise<boolean> | undefined;
  #syncAgain = false;
  #syncFailures = 0;
  #pumping = false;
  #readUpTo = 0;
  #lost: string | undefined;
  #disposed = false;

  constructor(options: ConversationClientOptions) {
    this.#options = options;
    const { link } = options;
    this.#view = options.view;
    const left = options.shelf?.load() ?? [];
    this.#box = outboxes.restored(outboxes.emptyOutbox(options.newId()), left);
    this.#typing = throttle(
      () => void link.request("typing", { conversation: this.id }),
      TYPING_PERIOD,
      "leading",
    );
    this.#reading = throttle(
      (seq) => void link.request("read", { conversation: this.id, seq }),
      READ_PERIOD,
      "latest",
    );
    const mine = <T extends { conversation: string }>(handler: (event: T) => void) => {
      return (event: T) => {
        if (event.conversation === this.id) handler(event);
      };
    };
    this.#offs = [
      link.on("state", (state) => this.#linkChanged(state === "online")),
      link.on(
        "message",
        mine((message) => this.#heard(message)),
      ),
      link.on("conversation", (view) => {
        if (view.id === this.id) this.#viewed(view);
      }),
      link.on(
        "typing",
        mine(({ from }) => this.#otherTypes(from)),
      ),
      link.on(
        "read",
        mine(({ from, seq }) => this.#otherRead(from, seq)),
      ),
    ];
    globalThis.document?.addEventListener("visibilitychange", this.#visible);
    if (link.state === "online") void this.sync();
  }

  get id(): string {
    return this.#options.conversation;
  }

  get state(): ConversationState {
    return conversationState({
      id: this.id,
      self: this.#options.self,
      timeline: this.#timeline,
      view: this.#view,
      box: this.#box,
      typing: this.#typingUntil > this.#options.link.now(),
      synced: this.#synced,
      readUpTo: this.#readUpTo,
      lost: this.#lost,
    });
  }

  /** Sends a text; a faulty one is refused and nothing happens. */
  send(text: string): "empty" | "too_large" | undefined {
    const problem = textProblem(text);
    if (problem) return problem;
    this.#keep(outboxes.enqueue(this.#box, text.trim(), this.#options.link.now()));
    void this.#pump();
    return undefined;
  }

  /** Sends a failed message again. */
  retry(key: outboxes.OutgoingKey): void {
    this.#keep(outboxes.retry(this.#box, key));
    void this.sync();
  }

  /** Gives a failed message up. */
  discard(key: outboxes.OutgoingKey): void {
    this.#keep(outboxes.discard(this.#box, key));
  }

  /** The person is writing; call it at every key. */
  typed(): void {
    this.#typing.call(undefined);
  }

  /** The person has seen everything there is. */
  read(): void {
    const { self } = this.#options;
    const marked = Math.max(this.#readUpTo, this.#view?.read[self.kind] ?? 0);
    const last = this.#timeline.messages.findLast(({ from }) => from.kind !== self.kind);
    if (!last || last.seq <= marked) return;
    this.#readUpTo = last.seq;
    this.#reading.call(last.seq);
    this.#changed();
  }

  /** Ends the conversation for both sides. @returns a failure, if it could not be ended now */
  async close(): Promise<ReplyFailure | undefined> {
    const reply = await this.#options.link.request("conversation:close", { conversation: this.id });
    if (!reply.ok) return reply;
    this.#viewed(reply.conversation);
    return undefined;
  }

  /** Takes a view that came another way: in an ack or a welcome. */
  take(view: ConversationView): void {
    if (view.id === this.id) this.#viewed(view);
  }

  /** Lets go of the connection and all timers; what is unsent stays on the shelf. */
  dispose(): void {
    this.#disposed = true;
    for (const off of this.#offs) off();
    globalThis.document?.removeEventListener("visibilitychange", this.#visible);
    this.#typing.stop();
    this.#reading.stop();
    clearTimeout(this.#typingTimer);
    clearTimeout(this.#retryTimer);
  }

  /** Fetches what is missing. @returns whether nothing is missing now */
  sync(): Promise<boolean> {
    this.#syncAgain = true;
    this.#syncing ??= this.#runSync().finally(() => {
      this.#syncing = undefined;
      void this.#pump();
    });
    return this.#syncing;
  }

  async #runSync(): Promise<boolean> {
    const { link } = this.#options;
    let more = false;
    while ((this.#syncAgain || more) && !this.#disposed) {
      this.#syncAgain = false;
      if (link.state !== "online") return false;
      const before = upTo(this.#timeline);
      const reply = await link.request("sync", { conversation: this.id, after: before });
      if (!reply.ok) return this.#syncFailed(reply);
      this.#merge(reply.messages, reply.conversation);
      more = reply.more && upTo(this.#timeline) > before;
    }
    const gap = hasGap(this.#timeline, this.#view?.seq ?? 0);
    if (gap) this.#retrySync();
    else this.#syncFailures = 0;
    this.#synced = true;
    this.#changed();
    return !gap;
  }

  #syncFailed(failure: ReplyFailure): boolean {
    if (isPassing(failure)) {
      if (failure.code !== "offline") this.#retrySync();
    } else {
      this.#lost = failure.code;
      this.#changed();
    }
    return false;
  }

  #retrySync(): void {
    clearTimeout(this.#retryTimer);
    const delay = backoff(this.#syncFailures, this.#random(), RETRY);
    this.#syncFailures += 1;
    this.#retryTimer = setTimeout(() => void this.sync(), delay);
  }

  async #pump(): Promise<void> {
    const { link } = this.#options;
    if (this.#pumping) return;
    this.#pumping = true;
    let attempts = 0;
    while (!this.#disposed && this.#synced && link.state === "online") {
      const entry = outboxes.headOf(this.#box);
      if (!entry) break;
      this.#keep(outboxes.tried(this.#box, entry));
      const { outbox, n, text } = entry;
      const reply = await link.request("message:send", {
        conversation: this.id,
        outbox,
        n,
        text,
      });
      if (this.#disposed) break;
      if (reply.ok) {
        attempts = 0;
        this.#acked(entry, reply.seq, reply.at);
      } else if (reply.code === "offline") {
        break;
      } else if (reply.code === "expected" && reply.n !== undefined) {
        if (!(await this.#expected(entry, reply.n))) break;
      } else if (isPassing(reply) && attempts < MOST_ATTEMPTS) {
        const delay = backoff(attempts, this.#random(), RETRY);
        attempts += 1;
        await new Promise((resolve) => setTimeout(resolve, delay));
      } else {
        attempts = 0;
        this.#keep(outboxes.refused(this.#box, entry, reply.code, this.#options.newId()));
      }
    }
    this.#pumping = false;
  }

  /** @returns whether to go on sending now; else the next `sync` resumes it */
  async #expected(entry: outboxes.Outgoing, wanted: number): Promise<boolean> {
    if (!(await this.sync())) return false;
    const verdict = outboxes.expected(entry, wanted);
    if (verdict === "stored") this.#keep(outboxes.acked(this.#box, entry));
    else this.#keep(outboxes.restart(this.#box, entry, this.#options.newId()));
    return true;
  }

  #acked(entry: outboxes.Outgoing, seq: number, at: number): void {
    this.#box = outboxes.acked(this.#box, entry);
    const { outbox, n, text } = entry;
    const from = this.#options.self;
    const body = { kind: "text", text } as const;
    const message: Message = { conversation: this.id, seq, at, from, body, outbox, n };
    if (seq > upTo(this.#timeline)) this.#timeline = merge(this.#timeline, [message]);
    this.#keep(this.#box);
    this.#closeGap();
  }

  #heard(message: Message): void {
    if (message.from.kind !== this.#options.self.kind) this.#typingUntil = 0;
    this.#merge([message]);
    this.#closeGap();
  }

  #viewed(view: ConversationView): void {
    this.#merge([], view);
    this.#closeGap();
  }

  #merge(messages: readonly Message[], view?: ConversationView): void {
    this.#timeline = merge(this.#timeline, messages);
    if (view) this.#view = newerView(this.#view, view);
    this.#keep(outboxes.seen(this.#box, messages));
  }

  #closeGap(): void {
    if (this.#synced && !this.#syncing && hasGap(this.#timeline, this.#view?.seq ?? 0)) {
      void this.sync();
    }
  }

  #otherTypes(from: Party): void {
    if (from === this.#options.self.kind) return;
    this.#typingUntil = this.#options.link.now() + TYPING_SHOWN;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#changed(), TYPING_SHOWN + 50);
    this.#changed();
  }

  #otherRead(from: Party, seq: number): void {
    if (!this.#view) return;
    const read = { ...this.#view.read, [from]: Math.max(this.#view.read[from], seq) };
    this.#view = { ...this.#view, read };
    this.#changed();
  }

  #linkChanged(online: boolean): void {
    if (online) {
      this.#synced = false;
      this.#lost = undefined;
      void this.sync();
    }
    this.#changed();
  }

  readonly #visible = (): void => {
    if (document.visibilityState === "visible") void this.sync();
  };

  #keep(box: outboxes.Outbox): void {
    if (box !== this.#box) this.#box = box;
    this.#options.shelf?.save(box.entries);
    this.#changed();
  }

  #changed(): void {
    if (!this.#disposed) this.#options.onChange();
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }
}
