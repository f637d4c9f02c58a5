import type {
  ConversationView,
  Message,
  ShopperContext,
} from "../../../functions/contract/conversation.ts";
import type { AgentProfileView, RingView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../shared/connection.ts";
import { ConversationClient } from "../../shared/conversation-client.ts";
import { randomId } from "../../shared/proof.ts";
import { isPassing, type ReplyFailure } from "../../shared/reply.ts";
import type { LinkState } from "../../shared/wire.ts";
import { draftOf, outboxOf } from "../browser/drafts.ts";
import { type Chat, ChatRecord } from "./chat.ts";
import { keptSelection, keptStatus, type Status } from "./kept.ts";
import { Rings } from "./rings.ts";

/** Everything the console shows of the work. */
export interface DeskState {
  readonly link: LinkState;
  readonly profile: AgentProfileView | undefined;
  readonly rings: readonly RingView[];
  readonly chats: readonly Chat[];
  readonly selected: string | undefined;
  /** Why the last thing asked for was not done, or what has happened. */
  readonly problem: string | undefined;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
}

export interface DeskEvents {
  /** Read `state` again. */
  readonly changed: () => void;
  readonly rang: (ring: RingView) => void;
  /** The shopper of an open conversation wrote. */
  readonly wrote: (message: Message) => void;
}

/** An agent's desk: presence, rings, conversations. It draws nothing. */
export class Desk {
  readonly #link: Connection<"agent">;
  readonly #events: DeskEvents;
  readonly #rings: Rings;
  readonly #chats = new Map<string, ChatRecord>();
  #profile: AgentProfileView | undefined;
  #selected = keptSelection.read();
  #problem: string | undefined;
  #wanted: Status = keptStatus.read() ?? "online";

  /** @param link not started; the desk does nothing but listen until it is */
  constructor(link: Connection<"agent">, events: DeskEvents) {
    this.#link = link;
    this.#events = events;
    this.#rings = new Rings(link.now, events.changed);
    link.on("state", events.changed);
    link.on("welcome", () => void this.#takeUp());
    link.on("ring", (ring) => {
      if (this.#rings.add(ring)) events.rang(ring);
      events.changed();
    });
    link.on("ring:over", ({ conversation, round, reason }) => {
      const known = this.#rings.drop(conversation, round);
      // Another device has answered, or a miss may have set this agent away.
      if (reason === "accepted" || reason === "missed") void this.#refresh();
      if (known && reason === "missed") this.#problem = "You missed a conversation.";
      events.changed();
    });
    link.on("presence", (profile) => this.#seen(profile));
    link.on("context", ({ conversation, context }) => {
      const record = this.#chats.get(conversation);
      if (record) record.context = context;
      events.changed();
    });
    link.on("message", (message) => {
      if (message.from.kind === "shopper" && this.#chats.has(message.conversation)) {
        events.wrote(message);
      }
    });
  }

  get state(): DeskState {
    const chats = [...this.#chats.values()].map(({ chat }) => chat);
    return {
      link: this.#link.state,
      // The server's figure is as old as the last profile; this desk knows its own slots.
      profile: this.#profile && {
        ...this.#profile,
        load: chats.filter(({ closed }) => !closed).length + this.#rings.size,
      },
      rings: this.#rings.all,
      chats,
      selected: this.#selected,
      problem: this.#problem,
      now: this.#link.now,
    };
  }

  readonly setPresence = async (status: Status): Promise<void> => {
    this.#want(status);
    const reply = await this.#link.request("presence", { status });
    if (reply.ok) this.#profile = reply.agent;
    this.#told(reply);
  };

  readonly accept = ({ conversation: { id }, round }: RingView): Promise<void> =>
    this.#rings.answering(id, async () => {
      const reply = await this.#link.request("ring:accept", { conversation: id, round });
      if (reply.ok || !isPassing(reply)) this.#rings.drop(id, round);
      if (reply.ok) {
        this.#open(reply.conversation, reply.context);
        this.select(id);
      }
      this.#told(reply);
    });

  readonly decline = ({ conversation: { id }, round }: RingView): Promise<void> =>
    this.#rings.answering(id, async () => {
      const reply = await this.#link.request("ring:decline", { conversation: id, round });
      if (reply.ok || !isPassing(reply)) this.#rings.drop(id, round);
      this.#told(reply);
    });

  readonly select = (id: string): void => {
    this.#selected = id;
    keptSelection.write(id);
    this.#chats.get(id)?.client.read();
    this.#events.changed();
  };

  readonly close = async (id: string): Promise<void> => {
    const failure = await this.#chats.get(id)?.client.close();
    this.#told(failure ?? { ok: true });
  };

  /** @returns whether the offer was made */
  readonly offer = async (conversation: string, percent: number): Promise<boolean> => {
    const key = randomId();
    const reply = await this.#link.request("offer:propose", { conversation, key, percent });
    this.#told(reply);
    return reply.ok;
  };

  /** Takes a closed conversation off the desk, with what was begun in it. */
  readonly putAway = (id: string): void => {
    this.#chats.get(id)?.client.dispose();
    this.#chats.delete(id);
    draftOf(id).write(undefined);
    outboxOf(id).save([]);
    if (this.#selected === id) this.#selected = this.#chats.keys().next().value;
    keptSelection.write(this.#selected);
    this.#events.changed();
  };

  /** After every welcome: says what the agent wants to be, and finds rings and conversations again. */
  async #takeUp(): Promise<void> {
    await this.setPresence(this.#wanted);
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const reply = await this.#link.request("inbox", {});
    if (!reply.ok) {
      this.#told(reply);
      return;
    }
    this.#seen(reply.agent);
    this.#rings.replace(reply.rings);
    for (const { conversation, context } of reply.conversations) this.#open(conversation, context);
    if (this.#selected === undefined || !this.#chats.has(this.#selected)) {
      this.#selected = this.#chats.keys().next().value;
    }
    this.#events.changed();
  }

  /** A miss or another device has changed what this agent is; a lapsed lease (`offline`) is no wish of the agent's. */
  #seen(profile: AgentProfileView): void {
    const { presence } = profile;
    if (presence === "away" && this.#wanted === "online" && this.#profile) {
      this.#problem = "You are away now: no conversation will ring.";
    }
    if (presence === "online" || presence === "away") this.#want(presence);
    this.#profile = profile;
    this.#events.changed();
  }

  #want(status: Status): void {
    this.#wanted = status;
    keptStatus.write(status);
  }

  #open(view: ConversationView, context: ShopperContext): void {
    const known = this.#chats.get(view.id);
    if (known) {
      known.client.take(view);
      known.context = context;
      return;
    }
    const { id = "", name = "" } = this.#profile ?? {};
    const client: ConversationClient = new ConversationClient({
      link: this.#link,
      conversation: view.id,
      self: { kind: "agent", id, name },
      view,
      newId: randomId,
      shelf: outboxOf(view.id),
      onChange: () => this.#conversationChanged(view.id),
    });
    this.#chats.set(view.id, new ChatRecord(client, context));
  }

  #conversationChanged(id: string): void {
    const record = this.#chats.get(id);
    record?.changed();
    // Given to somebody else while this console was away.
    if (record && record.chat.state.lost !== undefined) {
      this.putAway(id);
      return;
    }
    if (id === this.#selected && document.visibilityState === "visible") record?.client.read();
    this.#events.changed();
  }

  #told(reply: { readonly ok: true } | ReplyFailure): void {
    this.#problem = reply.ok || reply.code === "offline" ? undefined : sentence(reply.message);
    this.#events.changed();
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
