/** An Engine.IO packet as a client writes it: what Socket.IO says, or the answer to a ping. */
export interface Packet {
  readonly type: string;
  readonly data?: unknown;
}

const PONG = "3";
const MESSAGE = "4";

/** Engine.IO's payload separator: joins packets in one frame. */
const SEPARATOR = "\x1e";

const encoder = new TextEncoder();

/** Size on the wire. */
const bytesOf = (text: string): number => encoder.encode(text).length;

/** What must leave in one frame: a packet, with its attachments if it has any. */
export interface Unit {
  readonly packet: Packet;
  readonly text: string;
  readonly bytes: number;
}

/** Base64 text packet of an attachment; undefined for what can't be read at once (a Blob). */
function attachment(data: unknown): string | undefined {
  if (!(data instanceof ArrayBuffer || ArrayBuffer.isView(data))) return undefined;
  const bytes =
    data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `b${btoa(text)}`;
}

function textOf({ type, data = "" }: Packet): string | undefined {
  if (typeof data !== "string") return attachment(data);
  return (type === "pong" ? PONG : MESSAGE) + data;
}

/** How many attachments follow a Socket.IO packet (`5` and `6` announce them: `52-[…]`). */
const attachmentsOf = (data: unknown): number =>
  typeof data === "string" && /^[56]\d+-/.test(data) ? Number.parseInt(data.slice(1), 10) : 0;

/** Encodes packets; a unit that can't be sent at all (with a Blob) has infinite size. Sizes in UTF-8 bytes. */
export function unitsOf(packets: readonly Packet[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < packets.length; at += 1) {
    const packet = packets[at] as Packet;
    const group = packets.slice(at, at + 1 + attachmentsOf(packet.data));
    const texts = group.map(textOf);
    const text = texts.join(SEPARATOR);
    const sendable = texts.every((part) => part !== undefined);
    units.push({ packet, text, bytes: sendable ? bytesOf(text) : Number.POSITIVE_INFINITY });
    at += group.length - 1;
  }
  return units;
}

/** Joins units in order into as few frames as the limit (bytes) allows. */
export function framesOf(units: readonly Unit[], limit: number): string[] {
  const frames: string[] = [];
  let room = 0;
  for (const { text, bytes } of units) {
    const last = frames.length - 1;
    if (room >= bytes + 1) {
      frames[last] += SEPARATOR + text;
      room -= bytes + 1;
    } else {
      frames.push(text);
      room = limit - bytes;
    }
  }
  return frames;
}

/** The packets of an incoming frame. Empty frames and objects are the gateway's own words, and no packets. */
export const packetsOf = (frame: string): string[] =>
  frame === "" || frame.startsWith("{") ? [] : frame.split(SEPARATOR);
