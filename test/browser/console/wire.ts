import type { Server } from "node:http";
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";
import { type WebSocket, WebSocketServer } from "ws";

/** A request of a console, and how it is answered: an object is the ack, `silence` none. */
export type Answer = (event: string, payload: Record<string, unknown>) => object | "silence";

/** The wire as a console speaks it, on real WebSockets: connects, welcomes, acknowledges. */
export class Wire {
  /** Heartbeats heard, by time (ms). */
  readonly beats: number[] = [];
  readonly connections: URLSearchParams[] = [];
  /** Refuses connections while true. */
  down = false;
  readonly #sockets = new Set<WebSocket>();
  readonly #encoder = new Encoder();
  readonly #answer: Answer;
  readonly #welcome: () => object;

  constructor(answer: Answer, welcome: () => object) {
    this.#answer = answer;
    this.#welcome = welcome;
  }

  attach(server: Server): void {
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      if (this.down) return socket.destroy();
      this.connections.push(new URL(request.url ?? "/", "http://wire").searchParams);
      sockets.handleUpgrade(request, socket, head, (ws) => this.#serve(ws));
    });
  }

  emit(name: string, payload: unknown): void {
    for (const socket of this.#sockets) {
      this.#send(socket, { type: PacketType.EVENT, nsp: "/", data: [name, payload] });
    }
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  #serve(socket: WebSocket): void {
    const decoder = new Decoder();
    decoder.on("decoded", (packet) => this.#packet(socket, packet));
    socket.on("message", (data) => {
      for (const part of String(data).split("\x1e")) {
        if (part.startsWith("4")) decoder.add(part.slice(1));
        else if (part === "3") {
          this.beats.push(performance.now());
          socket.send("6");
        }
      }
    });
    socket.on("close", () => this.#sockets.delete(socket));
  }

  #packet(socket: WebSocket, packet: Packet): void {
    if (packet.type === PacketType.CONNECT) {
      this.#sockets.add(socket);
      this.#send(socket, { type: PacketType.CONNECT, nsp: "/", data: { sid: "sid" } });
      const data = ["welcome", this.#welcome()];
      this.#send(socket, { type: PacketType.EVENT, nsp: "/", data });
    }
    if (packet.type !== PacketType.EVENT) return;
    const [event, payload] = packet.data as [string, Record<string, unknown>];
    const answer = this.#answer(event, payload);
    const { id } = packet;
    if (id === undefined || answer === "silence") return;
    this.#send(socket, { type: PacketType.ACK, nsp: "/", id, data: [answer] });
  }

  #send(socket: WebSocket, packet: Packet): void {
    for (const part of this.#encoder.encode(packet)) socket.send(`4${part}`);
  }
}
