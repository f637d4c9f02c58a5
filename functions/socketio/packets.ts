import { Decoder, Encoder, isPacketValid, type Packet, PacketType } from "socket.io-parser";
import { joinPackets, messagePacket, type Part } from "./frames.ts";

export { type Packet, PacketType };

const encoder = new Encoder();

/** A Socket.IO packet as Engine.IO packets: one, or a header followed by its binary attachments. */
export function encodeSocketPacket(packet: Packet, binary = false): Part[] {
  return encoder.encode(packet).map((part: Part) => messagePacket(part, binary));
}

/**
 * One text frame that carries an event to any connection of a namespace; post it to as many as you like.
 * Arguments must be JSON. (Binary ones are possible towards batching clients only, which read several packets from one frame.)
 */
export function encodeEventIn(namespace: string, name: string, ...args: unknown[]): string {
  const packet = { type: PacketType.EVENT, nsp: namespace, data: [name, ...args] };
  return joinPackets(encodeSocketPacket(packet).map(String), Number.POSITIVE_INFINITY)[0] ?? "";
}

/** `encodeEventIn` for the main namespace. */
export const encodeEvent = (name: string, ...args: unknown[]): string =>
  encodeEventIn("/", name, ...args);

/** What became of one more message: a whole packet, a header that still waits for attachments, or rubbish. */
export type Decoded =
  | { readonly kind: "packet"; readonly packet: Packet }
  | { readonly kind: "partial"; readonly parts: readonly Part[] }
  | { readonly kind: "malformed" };

/**
 * Decodes one Engine.IO message. The decoder is a fresh one each time: what an unfinished binary packet needs is in `parts`,
 * the messages that came before, as a previous call returned them.
 */
export function decodeMessage(parts: readonly Part[], data: Part): Decoded {
  let decoded: Packet | undefined;
  const decoder = new Decoder();
  decoder.on("decoded", (packet) => {
    decoded = packet;
  });
  const all = [...parts, data];
  try {
    for (const part of all) decoder.add(part);
  } catch {
    return { kind: "malformed" };
  } finally {
    decoder.destroy();
  }
  if (decoded === undefined) return { kind: "partial", parts: all };
  return isPacketValid(decoded) ? { kind: "packet", packet: decoded } : { kind: "malformed" };
}
