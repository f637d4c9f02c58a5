import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";
import { type WebSocket, WebSocketServer } from "ws";
import type { AgentCard, Body, Party } from "../../../functions/contract/conversation.ts";
import { failure } from "../../../functions/contract/result.ts";
import type { InvitationView } from "../../../functions/contract/server-events.ts";
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
  agent: AgentCard = AINO;
  readonly #sockets = new Set<WebSocket>();
  readonly #encoder = new Encoder();
  #server: ReturnType<typeof createServer> | undefined;
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
      if (this.down) return socket.destroy();
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
    this.version = 1;
    this.agent = AINO;
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
    const answer = this.answers.get(event)?.(payload) ?? this.#answer(event, payload);
    if (packet.id === undefined || answer === "silence") return;
    const { id } = packet;
    this.#send(socket, { type: PacketType.ACK, nsp: "/", id, data: [answer] });
  }

  #welcome(): Record<string, unknown> {
    const visitor = this.queries.at(-1)?.get("visitor") ?? "visitor-0001";
    const open = this.conversation && this.conversation.status !== "closed";
    return {
      role: "shopper",
      version: this.version,
      now: this.now,
      credential: { visitor, key: `key-of-${visitor}` },
      ...(open && { conversation: this.conversation?.view }),
      ...(this.invitation && !open && { invitation: this.invitation }),
      memo: "memo-0",
      languages: ["en", "fi"],
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
      default:
        return { ok: true };
    }
  }

  #send(socket: WebSocket, packet: Packet): void {
    for (const part of this.#encoder.encode(packet)) socket.send(`4${part}`);
  }
}
