import type { AgentCard, ConversationView } from "../../functions/contract/conversation.ts";
import type { QueueView } from "../../functions/contract/server-events.ts";
import type { Connection } from "../shared/connection.ts";
import { ConversationClient } from "../shared/conversation-client.ts";
import type { HeedStorage } from "../shared/host.ts";
import { randomId } from "../shared/proof.ts";
import type { SurveyState } from "./model.ts";
import { outboxShelf } from "./shelf.ts";

/** Heartbeat while nobody chats: below the gateway's idle limit of 10 minutes. */
export const QUIET_HEARTBEAT = 8 * 60_000;
const CHAT_HEARTBEAT = 60_000;

export interface RoomOptions {
  readonly link: Connection<"shopper">;
  readonly storage: HeedStorage;
  readonly changed: () => void;
  /** The other side wrote. */
  readonly heard: (from: string) => void;
}

/** The conversation that this page takes part in, if any. */
export class Room {
  readonly #options: RoomOptions;
  #client: ConversationClient | undefined;
  #agent: AgentCard | undefined;
  #heardUpTo = 0;
  #queue: QueueView | undefined;
  #survey: SurveyState = "open";

  constructor(options: RoomOptions) {
    this.#options = options;
    options.link.on("queue", (queue) => {
      this.#queue = queue;
      options.changed();
    });
  }

  get client(): ConversationClient | undefined {
    return this.#client;
  }

  /** Whoever answers, or was promised to. */
  get agent(): AgentCard | undefined {
    return this.#client?.state.view?.agent ?? this.#agent;
  }

  /** Where the shopper stands while she waits; it may be told before the conversation is. */
  get queue(): QueueView | undefined {
    const view = this.#client?.state.view;
    const waits = view?.status === "waiting" && this.#queue?.conversation === view.id;
    return waits ? this.#queue : undefined;
  }

  get survey(): SurveyState {
    return this.#survey;
  }

  set survey(state: SurveyState) {
    this.#survey = state;
    this.#options.changed();
  }

  /** The invitation named this agent. */
  promise(agent: AgentCard): void {
    this.#agent = agent;
  }

  /** Joins a conversation. @returns whether this page was not in it yet */
  enter(view: ConversationView): boolean {
    const { link, storage } = this.#options;
    storage.engaged(true);
    if (this.#client?.id === view.id) {
      this.#client.take(view);
      return false;
    }
    this.#client?.dispose();
    this.#heardUpTo = view.seq;
    this.#survey = "open";
    this.#client = new ConversationClient({
      link,
      conversation: view.id,
      self: { kind: "shopper" },
      view,
      newId: randomId,
      shelf: outboxShelf(storage, view.id),
      onChange: () => this.#changed(),
    });
    link.setHeartbeat(CHAT_HEARTBEAT);
    return true;
  }

  /** Forgets the conversation, also on this device. */
  leave(): void {
    const { link, storage } = this.#options;
    const id = this.#client?.id;
    this.#client?.dispose();
    this.#client = undefined;
    this.#agent = undefined;
    if (id !== undefined) storage.remove(`outbox:${id}`);
    storage.engaged(false);
    link.setHeartbeat(QUIET_HEARTBEAT);
  }

  dispose(): void {
    this.#client?.dispose();
  }

  #changed(): void {
    if (!this.#client) return;
    const { view, entries } = this.#client.state;
    if (view?.status === "closed") this.#options.link.setHeartbeat(QUIET_HEARTBEAT);
    for (const entry of entries) {
      if (entry.kind !== "stored" || entry.message.seq <= this.#heardUpTo) continue;
      this.#heardUpTo = entry.message.seq;
      const { body, from } = entry.message;
      if (!entry.mine && (body.kind === "text" || body.kind === "file")) {
        this.#options.heard(from.kind === "agent" ? from.name : "");
      }
    }
    this.#options.changed();
  }
}
