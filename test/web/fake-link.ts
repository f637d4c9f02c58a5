import type { Message, Party, Sender } from "../../functions/contract/conversation.ts";
import { failure } from "../../functions/contract/result.ts";
import { Emitter } from "../../web/shared/emitter.ts";
import { localFailure, type Reply } from "../../web/shared/reply.ts";
import type { ConversationLink, LinkEvents, LinkState, Role } from "../../web/shared/wire.ts";
import type { ModelConversation } from "./model-server.ts";

/** What may go wrong on the way; probabilities from 0 to 1, delays in ms. */
export interface Weather {
  /** A request is lost, or its answer, or a posted event. */
  loss: number;
  /** A request arrives twice. */
  twice: number;
  /** Longest delay of anything. */
  delay: number;
}

export const FINE: Weather = { loss: 0, twice: 0, delay: 1 };

/** The server's side of the fake network: it knows who has joined and posts to them. */
export class FakeNetwork {
  readonly links = new Set<FakeLink>();
  readonly server: ModelConversation;
  readonly random: () => number;
  weather: Weather = FINE;

  constructor(server: ModelConversation, random: () => number = () => 0) {
    this.server = server;
    this.random = random;
  }

  post<E extends keyof LinkEvents<Role>>(
    name: E,
    payload: LinkEvents<Role>[E],
    except?: FakeLink,
  ): void {
    for (const link of this.links) if (link !== except && link.joined) link.receive(name, payload);
  }

  /** Stores a message as if its sender's own client had sent it, and posts it to everybody. */
  store(from: Sender, text: string, key: string): Message {
    const stored = this.server.send(from, key, 1, { kind: "text", text });
    if ("ok" in stored) throw new Error(stored.code);
    this.post("message", stored);
    return stored;
  }
}

/** A connection of one party that loses, repeats, delays and reorders as the weather says. */
export class FakeLink implements ConversationLink {
  readonly asked: { event: string; payload: Record<string, unknown> }[] = [];
  readonly #network: FakeNetwork;
  readonly #self: Sender;
  readonly #events = new Emitter<LinkEvents<Role>>();
  /** Answers an event in the server's stead. */
  intercept: ((event: string, payload: Record<string, unknown>) => unknown) | undefined;
  joined = false;
  state: LinkState = "offline";
  #generation = 0;

  constructor(network: FakeNetwork, self: Sender) {
    this.#network = network;
    this.#self = self;
    network.links.add(this);
  }

  readonly now = (): number => Date.now();

  on<E extends keyof LinkEvents<Role>>(name: E, handler: (payload: LinkEvents<Role>[E]) => void) {
    return this.#events.on(name, handler);
  }

  up(): void {
    this.#generation += 1;
    this.joined = false;
    this.#set("online");
  }

  down(): void {
    this.#generation += 1;
    this.joined = false;
    this.#set("offline");
  }

  receive<E extends keyof LinkEvents<Role>>(name: E, payload: LinkEvents<Role>[E]): void {
    const { weather, random } = this.#network;
    if (random() < weather.loss) return;
    this.#later(() => this.#events.emit(name, payload));
  }

  // biome-ignore lint/suspicious/noExplicitAny: one fake answers every event
  request(event: string, payload: Record<string, unknown>, timeout = 3000): Promise<Reply<any>> {
    this.asked.push({ event, payload });
    if (this.state !== "online") return Promise.resolve(localFailure("offline"));
    const generation = this.#generation;
    const { weather, random } = this.#network;
    return new Promise((resolve) => {
      const give = (reply: unknown): void => {
        const cut = generation !== this.#generation;
        // biome-ignore lint/suspicious/noExplicitAny: one fake answers every event
        resolve((cut ? localFailure("offline") : reply) as Reply<any>);
      };
      setTimeout(() => give(localFailure("timeout")), timeout);
      const arrive = (): void => {
        // A frame that is on its way arrives although the connection has been cut meanwhile.
        const answer = this.intercept?.(event, payload) ?? this.#serve(event, payload, generation);
        if (random() >= weather.loss) this.#wait(() => give(answer));
      };
      if (random() >= weather.loss) this.#wait(arrive);
      if (random() < weather.twice) this.#wait(arrive);
    });
  }

  #serve(event: string, payload: Record<string, unknown>, generation: number): unknown {
    const { server } = this.#network;
    switch (event) {
      case "sync":
        if (generation === this.#generation) this.joined = true;
        return { ok: true, conversation: server.view, ...server.sync(Number(payload.after)) };
      case "message:send": {
        const { outbox, n, text } = payload as { outbox: string; n: number; text: string };
        const before = server.messages.length;
        const stored = server.send(this.#self, outbox, n, { kind: "text", text });
        if ("ok" in stored) return stored;
        if (server.messages.length > before) this.#network.post("message", stored, this);
        return { ok: true, seq: stored.seq, at: stored.at };
      }
      case "read": {
        const from = this.#self.kind as Party;
        server.mark(from, Number(payload.seq));
        this.#network.post(
          "read",
          { conversation: server.id, from, seq: Number(payload.seq) },
          this,
        );
        return { ok: true };
      }
      case "conversation:close":
        server.status = "closed";
        return { ok: true, conversation: server.view };
      case "typing":
        return { ok: true };
      default:
        return failure("unknown_event", event);
    }
  }

  #later(action: () => void): void {
    const generation = this.#generation;
    this.#wait(() => {
      if (generation === this.#generation) action();
    });
  }

  #wait(action: () => void): void {
    const { weather, random } = this.#network;
    setTimeout(action, weather.delay * random());
  }

  #set(state: LinkState): void {
    this.state = state;
    this.#events.emit("state", state);
  }
}
