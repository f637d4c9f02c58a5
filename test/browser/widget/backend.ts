import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";
import { type WebSocket, WebSocketServer } from "ws";
import { shopperEvents } from "../../../functions/contract/client-events.ts";
import type { AgentCard, Body, Party } from "../../../functions/contract/conversation.ts";
import { decode } from "../../../functions/contract/decode.ts";
import { failure } from "../../../functions/contract/result.ts";
import type {
  InvitationView,
  QueueView,
  StageTheme,
  Welcome,
} from "../../../functions/contract/server-events.ts";
import { ModelConversation } from "../../web/model-server.ts";

export const AINO: AgentCard = { id: "agent-aino", name: "Aino Virtanen" };

interface Asked {
  readonly event: string;
  readonly payload: Record<string, unknown>;
}
type Answer = object | "silence";

/** A small back end of one shopper, in this process: it speaks the wire over real WebSockets and does what a test tells it. */
export class FakeBackend {
  readonly asked: Asked[] = [];
  readonly queries: URLSearchParams[] = [];
  /** Overrules the answer to an event. */
  readonly answers = new Map<string, (payload: Record<string, unknown>) => Answer | undefined>();
  conversation: ModelConversation | undefined;
  invitation: InvitationView | undefined;
  language = "en";
  /** Added to the server's clock, ms. */
  skew = 0;
  version = 1;
  /** Refuses connections while true. */
  down = false;
  /** Connections refused so far. */
  turnedAway = 0;
  agent: AgentCard = AINO;
  sneakPeek = false;
  /** What the stage's admins chose of the looks. */
  theme: StageTheme | undefined;
  readonly #sockets = new Set<WebSocket>();
  readonly #encoder = new Encoder();
  #server: ReturnType<typeof createServer> | undefined;
  readonly #surveyed = new Set<string>();
  #n = 0;

  get url(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    return `ws://127.0.0.1:${address?.port ?? 0}/test`;
  }

  async start(): Promise<void> {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      const { searchParams } = new URL(request.url ?? "/", "http://backend");
      if (this.down) {
        this.turnedAway += 1;
        return socket.destroy();
      }
      this.queries.push(searchParams);
      sockets.handleUpgrade(request, socket, head, (ws) => this.#serve(ws));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Forgets everything between tests. */
  reset(): void {
    this.cut();
    this.asked.length = 0;
    this.queries.length = 0;
    this.answers.clear();
    this.conversation = undefined;
    this.invitation = undefined;
    this.language = "en";
    this.skew = 0;
    this.down = false;
    this.turnedAway = 0;
    this.version = 1;
    this.agent = AINO;
    this.sneakPeek = false;
    this.theme = undefined;
    this.#surveyed.clear();
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  get now(): number {
    return Date.now() + this.skew;
  }

  emit(name: string, payload: unknown): void {
    for (const socket of this.#sockets) this.#emitTo(socket, name, payload);
  }

  #emitTo(socket: WebSocket, name: string, payload: unknown): void {
    this.#send(socket, { type: PacketType.EVENT, nsp: "/", data: [name, payload] });
  }

  invite(text = "Can I help you with your order?", lifetime = 60_000): InvitationView {
    this.invitation = {
      id: `invitation-${++this.#n}`,
      agent: this.agent,
      text,
      language: this.language,
      until: this.now + lifetime,
      rule: "cart-hesitation",
    };
    this.emit("invitation", this.invitation);
    return this.invitation;
  }

  /** Puts a message of the other side into the conversation. */
  say(body: Body | string, from: Party | "system" = "agent"): void {
    const content: Body = typeof body === "string" ? { kind: "text", text: body } : body;
    const sender =
      from === "agent"
        ? ({ kind: "agent", id: this.agent.id, name: this.agent.name } as const)
        : ({ kind: from } as const);
    const stored = this.conversation?.send(sender, `other-${++this.#n}`, 1, content);
    if (stored && !("ok" in stored)) this.emit("message", stored);
  }

  readByAgent(): void {
    const { conversation } = this;
    if (!conversation) return;
    conversation.mark("agent", conversation.messages.length);
    const seq = conversation.messages.length;
    this.emit("read", { conversation: conversation.id, from: "agent", seq });
  }

  begin(status: ModelConversation["status"] = "active"): ModelConversation {
    const id = this.invitation?.id ?? `conversation-${++this.#n}`;
    const { agent, language } = this;
    const conversation = new ModelConversation(id, { agent, language, now: () => this.now });
    conversation.status = status;
    this.conversation = conversation;
    return conversation;
  }

  /** Tells the waiting shopper where she stands. */
  queue(place: Omit<QueueView, "conversation">): void {
    const { conversation } = this;
    if (!conversation) return;
    const view: QueueView = { conversation: conversation.id, ...place };
    this.emit("queue", view);
  }

  /** Ends the conversation from this side. */
  close(notice: "closed-by-agent" | "closed-idle" = "closed-by-agent"): void {
    if (!this.conversation) return;
    this.conversation.status = "closed";
    this.say({ kind: "notice", notice, name: this.agent.name }, "system");
    this.changed();
  }

  /** Everything of an event that was asked. */
  payloads(event: string): readonly Record<string, unknown>[] {
    return this.asked.filter((each) => each.event === event).map(({ payload }) => payload);
  }

  changed(): void {
    if (this.conversation) this.emit("conversation", this.conversation.view);
  }

  #serve(socket: WebSocket): void {
    const decoder = new Decoder();
    decoder.on("decoded", (packet) => this.#packet(socket, packet));
    socket.on("message", (data) => {
      for (const part of String(data).split("\x1e")) {
        if (part.startsWith("4")) decoder.add(part.slice(1));
        else if (part === "3") socket.send("6");
      }
    });
    socket.on("close", () => this.#sockets.delete(socket));
  }

  #packet(socket: WebSocket, packet: Packet): void {
    if (packet.type === PacketType.CONNECT) {
      this.#sockets.add(socket);
      this.#send(socket, { type: PacketType.CONNECT, nsp: "/", data: { sid: "sid" } });
      this.#emitTo(socket, "welcome", this.#welcome());
    }
    if (packet.type !== PacketType.EVENT) return;
    const [event, payload] = packet.data as [string, Record<string, unknown>];
    this.asked.push({ event, payload });
    const answer =
      this.answers.get(event)?.(payload) ??
      this.#refusal(event, payload) ??
      this.#answer(event, payload);
    if (packet.id === undefined || answer === "silence") return;
    const { id } = packet;
    this.#send(socket, { type: PacketType.ACK, nsp: "/", id, data: [answer] });
  }

  /** Takes nothing that the contract doesn't. */
  #refusal(event: string, payload: unknown): Record<string, unknown> | undefined {
    const schema = Object.entries(shopperEvents).find(([name]) => name === event)?.[1];
    const decoded = schema ? decode(schema, payload) : failure("unknown_event", event);
    return decoded.ok ? undefined : { ...decoded };
  }

  #welcome(): Welcome {
    const visitor = this.queries.at(-1)?.get("visitor") ?? "visitor-0001";
    const { conversation, invitation } = this;
    const open = conversation?.status === "closed" ? undefined : conversation;
    return {
      role: "shopper",
      version: this.version,
      now: this.now,
      credential: { visitor, key: `key-of-${visitor}` },
      ...(open && { conversation: open.view }),
      ...(invitation && !open && { invitation }),
      memo: "memo-0",
      languages: ["en", "fi"],
      ...(this.sneakPeek && { sneakPeek: true as const }),
      ...(this.theme && { theme: this.theme }),
    };
  }

  #answer(event: string, payload: Record<string, unknown>): Record<string, unknown> {
    const { conversation } = this;
    switch (event) {
      case "invitation:accept":
      case "chat:open": {
        const begun = conversation ?? this.begin();
        this.invitation = undefined;
        return { ok: true, conversation: begun.view };
      }
      case "invitation:dismiss":
        this.invitation = undefined;
        return { ok: true };
      case "signals":
        return { ok: true, memo: `memo-${payload.n}` };
      case "sync":
        if (!conversation || payload.conversation !== conversation.id) {
          return { ...failure("forbidden", "no such conversation of yours") };
        }
        return {
          ok: true,
          conversation: conversation.view,
          ...conversation.sync(Number(payload.after)),
        };
      case "message:send": {
        const { outbox, n, text } = payload as { outbox: string; n: number; text: string };
        if (!conversation) return { ...failure("not_found", "none") };
        const stored = conversation.send({ kind: "shopper" }, outbox, n, { kind: "text", text });
        return "ok" in stored ? { ...stored } : { ok: true, seq: stored.seq, at: stored.at };
      }
      case "read":
        conversation?.mark("shopper", Number(payload.seq));
        return { ok: true };
      case "conversation:close": {
        if (!conversation) return { ...failure("not_found", "none") };
        conversation.status = "closed";
        this.say({ kind: "notice", notice: "closed-by-shopper" }, "system");
        return { ok: true, conversation: conversation.view };
      }
      case "message:leave": {
        if (conversation?.status !== "waiting") return { ...failure("conflict", "not waiting") };
        conversation.left = true;
        this.say({ kind: "notice", notice: "left-message" }, "system");
        return { ok: true, conversation: conversation.view };
      }
      case "survey": {
        if (conversation?.status !== "closed") return { ...failure("conflict", "not over") };
        if (this.#surveyed.has(conversation.id)) return { ...failure("conflict", "once") };
        this.#surveyed.add(conversation.id);
        return { ok: true };
      }
      case "erase":
        this.conversation = undefined;
        this.invitation = undefined;
        return { ok: true };
      default:
        return { ok: true };
    }
  }

  #send(socket: WebSocket, packet: Packet): void {
    for (const part of this.#encoder.encode(packet)) socket.send(`4${part}`);
  }
}
