/** What a page sends: the packets of one tick go out in one frame. */
export type Packet =
  | { readonly kind: "connect" }
  | { readonly kind: "beat" }
  | {
      readonly kind: "event";
      readonly id: number;
      readonly name: string;
      readonly payload: unknown;
    };

/** What comes back. */
export type Reply =
  | { readonly kind: "connected" | "noop" | "refused" }
  | { readonly kind: "event"; readonly name: string; readonly payload: unknown }
  | { readonly kind: "ack"; readonly id: number; readonly ack: unknown };

/** A frame in a few words. */
export function describe(packets: readonly (Packet | Reply)[]): string {
  return packets
    .map((packet) => {
      if (packet.kind === "event") return `${packet.name} ${brief(packet.payload)}`;
      return packet.kind === "ack" ? `ack ${brief(packet.ack)}` : packet.kind;
    })
    .join(" + ");
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, 160);
}
