import type { Receiver, Verdict } from "./engine.ts";
import type { Part } from "./frames.ts";
import type { Connection } from "./gateway.ts";
import type { Handshake, Refusal, Registry } from "./namespace.ts";
import type { Settings } from "./options.ts";
import type { Outbox, Queued } from "./outbox.ts";
import {
  type Decoded,
  decodeMessage,
  encodeSocketPacket,
  type Packet,
  PacketType,
} from "./packets.ts";
import { type Change, type Session, withNamespace, withoutNamespace } from "./sessions.ts";
import { createSocket } from "./socket.ts";

interface Around<Context> {
  readonly connection: Connection<Context>;
  readonly outbox: Outbox;
  readonly settings: Settings<Context>;
  readonly namespaces: ReadonlyMap<string, Registry<Context>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Decodes one more message against a session, and refuses what the session does not allow. */
function decodeFor(session: Session | undefined, data: Part): Change<Decoded> {
  if (session === undefined) return { session, result: { kind: "malformed" } };
  const result = decodeMessage(session.partial, data);
  const partial = result.kind === "partial" ? result.parts : [];
  const whole = partial.length === 0 && session.partial.length === 0;
  const next = whole ? session : { ...session, partial };
  if (result.kind !== "packet" || result.packet.type === PacketType.CONNECT) {
    return { session: next, result };
  }
  const joined = session.namespaces.includes(result.packet.nsp);
  return { session: next, result: joined ? result : { kind: "malformed" } };
}

/** Receives one frame's messages: Socket.IO over Engine.IO. */
export function createReceiver<Context>(around: Around<Context>): Receiver {
  const { connection, outbox, settings, namespaces } = around;
  const { connectionId } = connection;
  const batching = settings.isBatching(connection.context);
  const binary = settings.binary && !batching;
  // A batching client's frame is complete in itself, so there is nothing to remember for it.
  const sessions = batching ? undefined : settings.sessions;
  let unfinished: readonly Part[] = [];

  const send = (packet: Packet): Queued => outbox.add(encodeSocketPacket(packet, binary));
  const socketIn = (nsp: string) => createSocket(connection, nsp, outbox, binary);

  const remember = async (change: (session: Session) => Session): Promise<void> =>
    sessions?.update(connectionId, (session) => ({
      session: session && change(session),
      result: undefined,
    }));

  async function decode(data: Part): Promise<Decoded> {
    if (sessions) return sessions.update(connectionId, (session) => decodeFor(session, data));
    const decoded = decodeMessage(unfinished, data);
    unfinished = decoded.kind === "partial" ? decoded.parts : [];
    return decoded;
  }

  function refuse(nsp: string, { message, data }: Refusal): void {
    const refusal = data === undefined ? { message } : { message, data };
    send({ type: PacketType.CONNECT_ERROR, nsp, data: refusal });
  }

  async function connect(nsp: string, auth: unknown): Promise<void> {
    const namespace = namespaces.get(nsp);
    if (!namespace) return refuse(nsp, { message: "Invalid namespace" });
    const handshake: Handshake<Context> = {
      ...connection,
      namespace: nsp,
      auth: isRecord(auth) ? auth : {},
    };
    const { socket, release } = socketIn(nsp);
    try {
      for (const middleware of namespace.middlewares) {
        const refusal = await middleware(handshake);
        if (refusal) return refuse(nsp, refusal);
      }
      for (const handler of namespace.connected) await handler(socket, handshake);
      await remember((session) => withNamespace(session, nsp));
    } catch (error) {
      const ref = settings.report(error, { connectionId, namespace: nsp });
      return refuse(nsp, { message: "internal", data: { code: "internal", ref } });
    }
    send({ type: PacketType.CONNECT, nsp, data: { sid: socket.id } });
    release();
  }

  async function leave(nsp: string): Promise<void> {
    const { socket, release } = socketIn(nsp);
    try {
      await remember((session) => withoutNamespace(session, nsp));
      for (const handler of namespaces.get(nsp)?.left ?? []) await handler(socket);
      release();
    } catch (error) {
      settings.report(error, { connectionId, namespace: nsp });
    }
  }

  async function event(nsp: string, data: readonly unknown[], id?: number): Promise<void> {
    const [name, ...args] = data;
    const place = { connectionId, namespace: nsp, event: String(name) };
    const ack = (answer: readonly unknown[]): void => {
      if (id === undefined) return;
      if (send({ type: PacketType.ACK, nsp, id, data: answer }) === "queued") return;
      const ref = settings.report(new Error(`An ack exceeds ${settings.limit} bytes`), place);
      send({ type: PacketType.ACK, nsp, id, data: settings.ackError({ code: "too_large", ref }) });
    };
    const handler = typeof name === "string" ? namespaces.get(nsp)?.events.get(name) : undefined;
    if (!handler) return ack(settings.ackError({ code: "unknown_event" }));
    const { socket, release } = socketIn(nsp);
    try {
      const answer = await handler(socket, args);
      release();
      ack(answer ?? []);
    } catch (error) {
      ack(settings.ackError({ code: "internal", ref: settings.report(error, place) }));
    }
  }

  async function handle({ type, nsp, data, id }: Packet): Promise<Verdict> {
    switch (type) {
      case PacketType.CONNECT:
        await connect(nsp, data);
        return "ok";
      case PacketType.DISCONNECT:
        await leave(nsp);
        return "ok";
      case PacketType.EVENT:
        await event(nsp, data, id);
        return "ok";
      case PacketType.ACK:
        // Nobody waits for it: a server that keeps nothing in memory asks for no acks.
        return "ok";
      default:
        return "malformed";
    }
  }

  return {
    async message(data) {
      const decoded = await decode(data);
      if (decoded.kind === "packet") return handle(decoded.packet);
      return decoded.kind === "partial" ? "ok" : "malformed";
    },
    end: () => (unfinished.length === 0 ? "ok" : "malformed"),
  };
}
