import { bytesOf, joinPackets, NOOP, type Part } from "./frames.ts";

/** `too_large`: a packet exceeds what the gateway passes, so none of the packets was taken. */
export type Queued = "queued" | "too_large";

/** What one invocation has to say to its own connection; it leaves when the invocation ends, in order. */
export interface Outbox {
  readonly packets: readonly Part[];
  /** Close the connection once everything is out. */
  closing: boolean;
  fits(packets: readonly Part[]): boolean;
  add(packets: readonly Part[]): Queued;
}

/** @param limit largest frame in bytes */
export function createOutbox(limit: number): Outbox {
  const packets: Part[] = [];
  const fits = (more: readonly Part[]) => more.every((packet) => bytesOf(packet) <= limit);
  return {
    packets,
    closing: false,
    fits,
    add(more) {
      if (!fits(more)) return "too_large";
      packets.push(...more);
      return "queued";
    },
  };
}

/** How packets leave: by posts, one after another, and the last by the route response, which follows them. */
export interface Dispatch {
  readonly posts: readonly Part[];
  readonly body: string;
}

/**
 * A batching client gets everything in the response's one frame (in more only when it would be too large).
 * A stock client reads one packet per frame, so only its last packet can ride in the response. Bytes can't ride there.
 */
export function dispatch(
  packets: readonly Part[],
  how: { readonly batching: boolean; readonly routeResponse: boolean; readonly limit: number },
): Dispatch {
  const frames = how.batching ? joinPackets(packets.map(String), how.limit) : packets;
  const last = frames.at(-1);
  if (!how.routeResponse || typeof last !== "string") return { posts: frames, body: NOOP };
  return { posts: frames.slice(0, -1), body: last };
}
