export { createEngine, type Engine, type Receive, type Receiver, type Verdict } from "./engine.ts";
export { MAX_FRAME_BYTES, type Part, PING } from "./frames.ts";
export type {
  Connection,
  Connections,
  PostResult,
  Query,
  RequestContext,
  RouteResponse,
  WebSocketEvent,
} from "./gateway.ts";
export type { Sleep } from "./greeter.ts";
export type {
  ConnectionHandler,
  DisconnectHandler,
  EventHandler,
  Handshake,
  Middleware,
  Namespace,
  Refusal,
  Socket,
} from "./namespace.ts";
export { type Opening, openingOf } from "./opening.ts";
export type { AckFailure, EngineOptions, ErrorPlace } from "./options.ts";
export type { Queued } from "./outbox.ts";
export { encodeEvent, encodeEventIn } from "./packets.ts";
export { createServer, type Server, type ServerOptions } from "./server.ts";
export { type Change, memorySessions, type Session, type SessionStore } from "./sessions.ts";
