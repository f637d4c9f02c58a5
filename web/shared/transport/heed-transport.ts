import { WebSocket as BrowserTransport } from "socket.io-client";
import { MAX_FRAME_BYTES } from "../../../functions/contract/limits.ts";
import type { Failure } from "../../../functions/contract/result.ts";
import { framesOf, type Packet, packetsOf, unitsOf } from "./frames.ts";
import { type Line, Pulse } from "./pulse.ts";
import { answerTo, tooLarge } from "./refusal.ts";

/** What `$connect` reads as `transport`: the back end greets nobody who comes with it. */
export const TRANSPORT_NAME = "heed";

const OPEN = 1;
const ANSWER_WITHIN_MS = 15_000;

/** The part of engine.io-client's private state that the heartbeat steers. */
interface PingTimer {
  _pingInterval: number;
}

export interface TransportOptions {
  /** Milliseconds between heartbeats, below the gateway's idle limit of 10 minutes; `setHeartbeat` changes it. */
  readonly heartbeat: number;
  /** How long the back end may take to answer a heartbeat or CONNECT, in milliseconds. Default: 15 s. */
  readonly answerWithin?: number;
  /** A message was too large and was not sent. Whoever asked for its ack has been told as well. */
  onRefused?(failure: Failure): void;
}

/**
 * An Engine.IO transport for API Gateway WebSocket APIs: `io(url, { transports: [heedTransport({ heartbeat })] })`.
 *
 * It opens itself, so the first frame on the wire is CONNECT; sends its own heartbeats; joins the packets of a tick in one
 * frame; drops the gateway's own frames; and refuses what the gateway would close the connection over.
 * @param Base the WebSocket transport to build on; Node.js needs socket.io-client's `NodeWebSocket`
 */
export function heedTransport(
  { heartbeat, answerWithin = ANSWER_WITHIN_MS, onRefused }: TransportOptions,
  Base: typeof BrowserTransport = BrowserTransport,
) {
  let every = heartbeat;
  return class HeedTransport extends Base implements Line {
    readonly #pulse = new Pulse(this, every, answerWithin);
    #queue: Packet[] = [];
    #mutedPongs = 0;

    override get name() {
      return TRANSPORT_NAME;
    }

    /** Changes the heartbeat's period (milliseconds), of this connection and of later ones of this class. */
    setHeartbeat(milliseconds: number) {
      every = milliseconds;
      this.#pulse.every(milliseconds);
    }

    /** Asks for a sign of life now: when a tab becomes visible, the network is back, or an ack is overdue. */
    check() {
      this.#pulse.check();
    }

    override onOpen() {
      super.onOpen();
      const sid = Math.random().toString(36).slice(2);
      const timing = { pingInterval: answerWithin, pingTimeout: 0 };
      const open = { sid, upgrades: [], ...timing, maxPayload: MAX_FRAME_BYTES };
      this.onPacket({ type: "open", data: JSON.stringify(open) });
      this.#pulse.start();
    }

    override onClose(details?: { description: string; context?: unknown }) {
      this.#pulse.stop();
      super.onClose(details);
    }

    override onData(data: unknown) {
      const packets = typeof data === "string" ? packetsOf(data) : [];
      if (packets.length > 0) this.#pulse.heard();
      for (const packet of packets) super.onData(packet);
    }

    /** Takes what is written during a tick; emitting `drain` fetches what Engine.IO kept back meanwhile. */
    override write(packets: Packet[]) {
      this.writable = false;
      this.#queue.push(...packets.filter((packet) => !this.#isMuted(packet)));
      queueMicrotask(() => {
        this.writable = true;
        this.emitReserved("drain");
        if (this.writable) this.#flush();
      });
    }

    override doClose() {
      this.#flush();
      super.doClose();
    }

    beat() {
      this.#send("3");
    }

    /** A ping restarts Engine.IO's own timer, which also sees through a laptop's sleep; the pong to it stays here. */
    deadline(milliseconds: number) {
      (this.socket as unknown as PingTimer)._pingInterval = milliseconds;
      this.#mutedPongs += 1;
      this.onPacket({ type: "ping" });
    }

    #isMuted(packet: Packet): boolean {
      if (packet.type !== "pong" || this.#mutedPongs === 0) return false;
      this.#mutedPongs -= 1;
      return true;
    }

    #flush() {
      const units = unitsOf(this.#queue);
      this.#queue = [];
      const fits = units.filter(({ bytes }) => bytes <= MAX_FRAME_BYTES);
      for (const frame of framesOf(fits, MAX_FRAME_BYTES)) this.#send(frame);
      for (const { bytes, packet } of units) {
        if (bytes > MAX_FRAME_BYTES) this.#refuse(bytes, String(packet.data));
      }
    }

    #send(frame: string) {
      if (this.ws?.readyState === OPEN) this.ws.send(frame);
    }

    #refuse(bytes: number, data: string) {
      const refusal = tooLarge(bytes);
      const answer = answerTo(data, refusal);
      if (answer) this.onPacket({ type: "message", data: answer });
      onRefused?.(refusal);
    }
  };
}
