import { decodePacket, encodePacket, type Packet } from "engine.io-parser";

/** What a packet carries: text, or the bytes of a binary attachment. */
export type Part = string | Uint8Array;

/** Largest frame that API Gateway passes in either direction, in bytes. */
export const MAX_FRAME_BYTES = 32 * 1024;

/** Engine.IO's payload separator: joins several packets in one frame. */
const RECORD_SEPARATOR = "\x1e";

/** Size on the wire in bytes (text as UTF-8). */
export const bytesOf = (part: Part): number =>
  typeof part === "string" ? Buffer.byteLength(part) : part.byteLength;

/** What a stock client must get once per `pingInterval`. */
export const PING = "2";
export const NOOP = "6";

/** The server's first packet: exactly the five keys that Engine.IO 4 names, durations in milliseconds. */
export function openPacket(open: {
  readonly sid: string;
  readonly pingInterval: number;
  readonly pingTimeout: number;
  readonly maxPayload: number;
}): string {
  const { sid, pingInterval, pingTimeout, maxPayload } = open;
  return `0${JSON.stringify({ sid, upgrades: [], pingInterval, pingTimeout, maxPayload })}`;
}

export const pongPacket = (data: unknown): string => `3${typeof data === "string" ? data : ""}`;

/** One Engine.IO message packet; bytes become base64 text (`b…`) unless `binary`. */
export function messagePacket(data: Part, binary: boolean): Part {
  let encoded: Part = "";
  // In Node.js the parser calls back before it returns; only browsers' Blobs are asynchronous.
  encodePacket({ type: "message", data }, binary, (packet: Part) => {
    encoded = packet;
  });
  return encoded;
}

/** The packets of an incoming text frame, in order; a malformed one has the type `error`. A stock client's frame is one packet. */
export function packetsOf(body: string, batching: boolean): Packet[] {
  const packets = batching ? body.split(RECORD_SEPARATOR) : [body];
  return packets.map((packet) => decodePacket(packet));
}

/** The packet that a binary frame is; `body` is base64, as the gateway hands it over. */
export const binaryPacket = (body: string): Packet => ({
  type: "message",
  data: Buffer.from(body, "base64"),
});

/**
 * Joins packets, in order, into as few frames as fit the limit (bytes). A packet that alone exceeds the limit
 * gets a frame of its own: refusing it is the caller's business, where the reason can be told.
 */
export function joinPackets(packets: readonly string[], limit: number): string[] {
  const frames: string[] = [];
  let frame = "";
  let size = 0;
  for (const packet of packets) {
    const bytes = bytesOf(packet);
    if (frame !== "" && size + 1 + bytes > limit) {
      frames.push(frame);
      frame = "";
    }
    size = frame === "" ? bytes : size + 1 + bytes;
    frame = frame === "" ? packet : frame + RECORD_SEPARATOR + packet;
  }
  if (frame !== "") frames.push(frame);
  return frames;
}
