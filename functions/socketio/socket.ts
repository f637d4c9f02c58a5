import type { Part } from "./frames.ts";
import type { Connection } from "./gateway.ts";
import type { Socket } from "./namespace.ts";
import type { Outbox } from "./outbox.ts";
import { encodeSocketPacket, PacketType } from "./packets.ts";

/** A socket whose packets are kept back until `release`: what fails half-way has said nothing. */
export interface HeldSocket<Context> {
  readonly socket: Socket<Context>;
  release(): void;
}

export function createSocket<Context>(
  connection: Connection<Context>,
  nsp: string,
  outbox: Outbox,
  binary: boolean,
): HeldSocket<Context> {
  const packets: Part[] = [];
  let closing = false;
  const { connectionId } = connection;
  return {
    socket: {
      ...connection,
      id: nsp === "/" ? connectionId : connectionId + nsp,
      namespace: nsp,
      emit(name, ...args) {
        const packet = { type: PacketType.EVENT, nsp, data: [name, ...args] };
        const encoded = encodeSocketPacket(packet, binary);
        if (!outbox.fits(encoded)) return "too_large";
        packets.push(...encoded);
        return "queued";
      },
      disconnect(close = false) {
        packets.push(...encodeSocketPacket({ type: PacketType.DISCONNECT, nsp }));
        closing ||= close;
      },
    },
    release() {
      outbox.add(packets);
      outbox.closing ||= closing;
    },
  };
}
