import type { Packet } from "engine.io-parser";
import { binaryPacket, bytesOf, NOOP, type Part, PING, packetsOf, pongPacket } from "./frames.ts";
import type { Connection, PostResult, RouteResponse, WebSocketEvent } from "./gateway.ts";
import { greet, type Sleep, sleepFor } from "./greeter.ts";
import { openingOf } from "./opening.ts";
import { type EngineOptions, settle } from "./options.ts";
import { createOutbox, dispatch, type Outbox } from "./outbox.ts";
import { afterPong, due } from "./sessions.ts";

/** `malformed`: what arrived breaks the protocol, and the connection is closed. */
export type Verdict = "ok" | "malformed";

/** Takes the messages of one incoming frame, in order. */
export interface Receiver {
  message(data: Part): Promise<Verdict>;
  /** The frame has ended. */
  end?(): Verdict;
}

/** Starts receiving one frame of a connection; what goes into the outbox answers it. */
export type Receive<Context> = (connection: Connection<Context>, outbox: Outbox) => Receiver;

/** An Engine.IO 4 server for one WebSocket API. */
export interface Engine<Context> {
  /** Handles `$default` and `$disconnect` (and `$connect`, where it has a function). Never throws, always has a body. */
  handle(event: WebSocketEvent<Context>): Promise<RouteResponse>;
  /** Sends the open packet to a stock client, outside of `$connect`; see the README. */
  greet(connectionId: string, sleep?: Sleep): Promise<"greeted" | "gone">;
  /** Sends one frame to any connection, unless it is too large for the gateway. */
  post(connectionId: string, frame: Part): Promise<PostResult | "too_large">;
  /** Keeps a stock client alive; call it once per `pingInterval`. `gone`: clean up after this connection. */
  ping(connectionId: string): Promise<PostResult>;
  /**
   * With sessions: pings a connection when that is due, and closes it when it didn't answer the last ping in time
   * or never connected to a namespace. `closed` and `gone`: it is over, clean up.
   */
  sweep(connectionId: string): Promise<"pinged" | "idle" | "closed" | "gone">;
}

const NOTHING: RouteResponse = { statusCode: 200, body: NOOP };

export function createEngine<Context>(
  options: EngineOptions<Context>,
  receive: Receive<Context>,
): Engine<Context> {
  const settings = settle(options);
  const { sessions, timing, limit } = settings;

  const forget = async (connectionId: string) =>
    sessions?.update(connectionId, () => ({ session: undefined, result: undefined }));

  async function close(connectionId: string): Promise<void> {
    await forget(connectionId);
    await options.disconnect(connectionId);
  }

  async function heartbeat(connection: Connection<Context>): Promise<void> {
    const { connectionId } = connection;
    try {
      if (!settings.isBatching(connection.context)) {
        await sessions?.update(connectionId, (session) => ({
          session: session && afterPong(session),
          result: undefined,
        }));
      }
      await options.onHeartbeat?.(connection);
    } catch (error) {
      settings.report(error, { connectionId });
    }
  }

  async function take(
    packet: Packet,
    connection: Connection<Context>,
    receiver: Receiver,
    outbox: Outbox,
  ): Promise<Verdict | "close"> {
    switch (packet.type) {
      case "message":
        return receiver.message(packet.data ?? "");
      case "pong":
        await heartbeat(connection);
        return "ok";
      case "ping":
        outbox.add([pongPacket(packet.data)]);
        return "ok";
      case "close":
        return "close";
      case "error":
        return "malformed";
      default:
        return "ok";
    }
  }

  /** @returns false when a packet is lost, and with it the order that Socket.IO promises */
  async function postAll(connectionId: string, frames: readonly Part[]): Promise<boolean> {
    try {
      for (const frame of frames) {
        if ((await options.post(connectionId, frame)) !== "sent") return false;
      }
      return true;
    } catch (error) {
      settings.report(error, { connectionId });
      return false;
    }
  }

  async function onMessage(event: WebSocketEvent<Context>, connection: Connection<Context>) {
    const { connectionId } = connection;
    const batching = settings.isBatching(connection.context);
    const outbox = createOutbox(limit);
    const receiver = receive(connection, outbox);
    let verdict: Verdict | "close" = "ok";
    const body = event.body ?? "";
    const packets = event.isBase64Encoded ? [binaryPacket(body)] : packetsOf(body, batching);
    for (const packet of packets) {
      verdict = await take(packet, connection, receiver, outbox);
      if (verdict !== "ok") break;
    }
    if (verdict === "ok") verdict = receiver.end?.() ?? "ok";
    const routeResponse = settings.routeResponse && !outbox.closing && verdict === "ok";
    const answer = dispatch(outbox.packets, { batching, routeResponse, limit });
    const complete = verdict === "ok" && (await postAll(connectionId, answer.posts));
    if (!complete || outbox.closing) await close(connectionId);
    return answer.body;
  }

  async function answer(
    event: WebSocketEvent<Context>,
    connection: Connection<Context>,
  ): Promise<RouteResponse> {
    const { request, connectionId } = connection;
    switch (request.eventType) {
      case "CONNECT": {
        const opening = openingOf(event.queryStringParameters, options.ownTransport);
        return opening.kind === "refused" ? { statusCode: 400, body: opening.message } : NOTHING;
      }
      case "DISCONNECT":
        await forget(connectionId);
        await options.onDisconnect?.(connection, request.disconnectReason ?? "");
        return NOTHING;
      default:
        return { statusCode: 200, body: await onMessage(event, connection) };
    }
  }

  return {
    async handle(event) {
      const request = event.requestContext;
      // The authorizer's shape is the caller's own knowledge; a site without one has an empty context.
      const context = (request.authorizer ?? {}) as Context;
      const connection = { connectionId: request.connectionId, context, request };
      try {
        return await answer(event, connection);
      } catch (error) {
        settings.report(error, { connectionId: request.connectionId });
        return NOTHING;
      }
    },

    greet: (connectionId, sleep = sleepFor) =>
      greet(connectionId, {
        post: options.post,
        sid: settings.newId(),
        now: settings.now(),
        timing,
        maxPayload: settings.maxPayload,
        sessions,
        sleep,
      }),

    async post(connectionId, frame) {
      if (bytesOf(frame) > limit) return "too_large";
      return options.post(connectionId, frame);
    },

    ping: (connectionId) => options.post(connectionId, PING),

    async sweep(connectionId) {
      const next = await sessions?.update(connectionId, (session) =>
        session === undefined
          ? { session, result: "gone" as const }
          : due(session, settings.now(), timing),
      );
      if (next === "expired") {
        await options.disconnect(connectionId);
        return "closed";
      }
      if (next !== "ping") return next ?? "idle";
      const posted = await options.post(connectionId, PING);
      if (posted === "gone") await forget(connectionId);
      return posted === "gone" ? "gone" : "pinged";
    },
  };
}
