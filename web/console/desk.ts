import type { ConversationView, ShopperContext } from "../../functions/contract/conversation.ts";
import type { SiteConfig } from "../../functions/contract/http.ts";
import type { AgentProfileView, RingView } from "../../functions/contract/server-events.ts";
import { Connection } from "../shared/connection.ts";
import { ConversationClient } from "../shared/conversation-client.ts";
import { randomId } from "../shared/proof.ts";
import type { ReplyFailure } from "../shared/reply.ts";
import { openSocketIo } from "../shared/socket-io.ts";
import type { LinkState } from "../shared/wire.ts";
import type { SignedIn } from "./sign-in.ts";
import { fetchTicket, Refused } from "./ticket.ts";

/** Within the lease, with room for one that is lost on the way. */
const HEARTBEAT_MS = 12_000;

export interface Chat {
  readonly client: ConversationClient;
  readonly context: ShopperContext;
}

/** Everything the console shows. */
export interface DeskState {
  readonly link: LinkState;
  readonly profile: AgentProfileView | undefined;
  readonly rings: readonly RingView[];
  readonly chats: readonly Chat[];
  readonly selected: string | undefined;
  readonly problem: string | undefined;
  /** The sign-in is over or belongs to no agent. */
  readonly refused: Refused | undefined;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
}

/** An agent's desk: presence, rings, conversations. It draws nothing; `changed` is called after every change of `state`. */
export class Desk {
  readonly #changed: () => void;
  readonly #link: Connection<"agent">;
  readonly #rings = new Map<string, RingView>();
  readonly #chats = new Map<string, Chat>();
  #profile: AgentProfileView | undefined;
  #selected: string | undefined;
  #problem: string | undefined;
  #refused: Refused | undefined;
  #wanted: "online" | "away" | "offline" = "online";

  constructor(config: SiteConfig, signedIn: SignedIn, changed: () => void) {
    this.#changed = changed;
    this.#link = new Connection<"agent">({
      url: config.socket,
      open: openSocketIo,
      heartbeat: HEARTBEAT_MS,
      backoff: { first: 500, most: 15_000 },
      query: async () => ({ role: "agent", ticket: await this.#ticket(signedIn) }),
    });
    this.#link.on("state", () => this.#changed());
    this.#link.on("welcome", () => void this.#takeUp());
    this.#link.on("ring", (ring) => this.#ring(ring));
    this.#link.on("ring:over", ({ conversation, round, reason }) => {
      if (this.#rings.get(conversation)?.round === round) this.#rings.delete(conversation);
      if (reason === "accepted") void this.#takeUp();
      this.#changed();
    });
    this.#link.on("presence", (profile) => {
      this.#profile = profile;
      this.#changed();
    });
    this.#link.on("context", ({ conversation, context }) => {
      const chat = this.#chats.get(conversation);
      if (chat) this.#chats.set(conversation, { ...chat, context });
      this.#changed();
    });
  }

  get state(): DeskState {
    return {
      link: this.#link.state,
      profile: this.#profile && { ...this.#profile, load: this.#load() },
      rings: [...this.#rings.values()].sort((a, b) => a.until - b.until),
      chats: [...this.#chats.values()],
      selected: this.#selected,
      problem: this.#problem,
      refused: this.#refused,
      now: this.#link.now,
    };
  }

  start(): void {
    this.#link.start();
  }

  stop(): void {
    for (const { client } of this.#chats.values()) client.dispose();
    this.#link.stop();
  }

  readonly setPresence = async (status: "online" | "away" | "offline"): Promise<void> => {
    this.#wanted = status;
    const reply = await this.#link.request("presence", { status });
    if (reply.ok) this.#profile = reply.agent;
    this.#told(reply);
  };

  readonly accept = async ({ conversation, round }: RingView): Promise<void> => {
    const { id } = conversation;
    const reply = await this.#link.request("ring:accept", { conversation: id, round });
    this.#rings.delete(id);
    if (reply.ok) {
      this.#open(reply.conversation, reply.context);
      this.#selected = id;
    }
    this.#told(reply);
  };

  readonly decline = async ({ conversation, round }: RingView): Promise<void> => {
    this.#rings.delete(conversation.id);
    this.#told(await this.#link.request("ring:decline", { conversation: conversation.id, round }));
  };

  readonly select = (id: string): void => {
    this.#selected = id;
    this.#chats.get(id)?.client.read();
    this.#changed();
  };

  readonly offer = async (conversation: string, percent: number): Promise<boolean> => {
    const reply = await this.#link.request("offer:propose", {
      conversation,
      key: randomId(),
      percent,
    });
    this.#told(reply);
    return reply.ok;
  };

  /** Takes a closed conversation off the desk. */
  readonly putAway = (id: string): void => {
    this.#chats.get(id)?.client.dispose();
    this.#chats.delete(id);
    if (this.#selected === id) this.#selected = this.#chats.keys().next().value;
    this.#changed();
  };

  /** Slots that this desk knows to be in use; the server's figure is as old as the last profile. */
  #load(): number {
    const open = [...this.#chats.values()].filter(
      ({ client }) => client.state.view?.status !== "closed",
    );
    return open.length + this.#rings.size;
  }

  async #ticket(signedIn: SignedIn): Promise<string> {
    try {
      return await fetchTicket(signedIn);
    } catch (error) {
      if (error instanceof Refused) {
        this.#refused = error;
        this.#link.stop();
        this.#changed();
      }
      throw error;
    }
  }

  /** After every welcome: says what the agent wants to be, and finds rings and conversations again. */
  async #takeUp(): Promise<void> {
    await this.setPresence(this.#wanted);
    const reply = await this.#link.request("inbox", {});
    if (!reply.ok) {
      this.#told(reply);
      return;
    }
    this.#profile = reply.agent;
    this.#rings.clear();
    for (const ring of reply.rings) this.#rings.set(ring.conversation.id, ring);
    for (const { conversation, context } of reply.conversations) this.#open(conversation, context);
    this.#selected ??= reply.conversations[0]?.conversation.id;
    this.#changed();
  }

  #ring(ring: RingView): void {
    const { id } = ring.conversation;
    this.#rings.set(id, ring);
    // The server's word that it is over may be lost; the ring's own time is not.
    setTimeout(
      () => {
        if (this.#rings.get(id)?.round !== ring.round) return;
        this.#rings.delete(id);
        this.#changed();
      },
      Math.max(0, ring.until - this.#link.now()) + 500,
    );
    this.#changed();
  }

  #open(view: ConversationView, context: ShopperContext): void {
    const known = this.#chats.get(view.id);
    if (known) {
      known.client.take(view);
      this.#chats.set(view.id, { ...known, context });
      return;
    }
    const { id = "", name = "" } = this.#profile ?? {};
    const client = new ConversationClient({
      link: this.#link,
      conversation: view.id,
      self: { kind: "agent", id, name },
      view,
      newId: randomId,
      onChange: () => this.#conversationChanged(view.id),
    });
    this.#chats.set(view.id, { client, context });
  }

  #conversationChanged(id: string): void {
    const chat = this.#chats.get(id);
    // Given to somebody else while this console was away.
    if (chat?.client.state.lost !== undefined) {
      this.putAway(id);
      return;
    }
    if (id === this.#selected && document.visibilityState === "visible") chat?.client.read();
    this.#changed();
  }

  #told(reply: { readonly ok: true } | ReplyFailure): void {
    this.#problem = reply.ok || reply.code === "offline" ? undefined : reply.message;
    this.#changed();
  }
}
