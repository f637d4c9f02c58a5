import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type Connection, Connections } from "../connections.ts";
import {
  authorizerEvent,
  connectEvent,
  disconnectEvent,
  type HandshakeFacts,
  type SocketApiFacts,
  type SocketFacts,
  socketContext,
} from "../events.ts";
import { CLOSING_PATIENCE_MS, within } from "../within.ts";
import { authorize } from "./authorizer.ts";
import { serveConnections } from "./connections-http.ts";
import { readHandshake, refuseHandshake } from "./handshake.ts";
import { Invoker } from "./invoker.ts";
import { seededJitter } from "./jitter.ts";
import { GATEWAY_LIMITS, type GatewayLimits } from "./limits.ts";
import { serveMessages } from "./messages.ts";
import type { SocketRoutes } from "./routes.ts";
import { type GatewayStats, newGatewayStats, tally } from "./stats.ts";

export interface WebSocketApiOptions {
  readonly routes: SocketRoutes;
  /** Name of the stage; the API is reached at `/<stage>` unless `paths` says otherwise. */
  readonly stage?: string;
  /** Paths at which a handshake is accepted, such as `/socket.io/`; compared exactly. */
  readonly paths?: readonly string[];
  readonly apiId?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** JSON key of the route selection expression `$request.body.<key>`. */
  readonly selectionKey?: string;
  readonly limits?: Partial<GatewayLimits>;
  /** Lets binary frames through, for protocol suites only: API Gateway closes with 1003. */
  readonly allowBinary?: boolean;
  /** Holds every invocation back by a seeded random time, so that they overtake each other. */
  readonly jitter?: { readonly seed: number; readonly maxMs: number };
  readonly log?: (line: string) => void;
}

/**
 * A WebSocket API as strict as API Gateway's, on one machine: attach `upgrade` and `request` to an
 * HTTP server, or let `startWebSocketApi` bring one.
 */
export class WebSocketApi {
  readonly stage: string;
  readonly stats: GatewayStats = newGatewayStats();
  readonly connections: Connections;
  /** Tests set it to lose `$disconnect` invocations, which AWS only delivers at best effort. */
  dropDisconnects = false;
  readonly #options: WebSocketApiOptions;
  readonly #limits: GatewayLimits;
  readonly #invoker: Invoker;
  readonly #paths: ReadonlySet<string>;
  readonly #apiFacts: SocketApiFacts;
  readonly #server: WebSocketServer;
  #closing = false;

  constructor(options: WebSocketApiOptions) {
    this.#options = options;
    this.stage = options.stage ?? "dev";
    this.#limits = { ...GATEWAY_LIMITS, ...options.limits };
    this.connections = new Connections(this.#limits, this.stats);
    const jitter = options.jitter && seededJitter(options.jitter.seed, options.jitter.maxMs);
    this.#invoker = new Invoker(this.#limits, this.stats, jitter);
    const { apiId = "local", region = "us-east-1", accountId = "000000000000" } = options;
    this.#apiFacts = { apiId, region, accountId, stage: this.stage };
    this.#paths = new Set(options.paths ?? [`/${this.stage}`]);
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: true,
      perMessageDeflate: false,
      maxPayload: this.#limits.messageBytes,
      handleProtocols: () => false,
    });
  }

  /** Serves `@connections` requests; false if the path is another one. */
  request(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const { allowBinary = false } = this.#options;
    return serveConnections(this.connections, path, request, response, allowBinary);
  }

  /** Serves a handshake: authorizer, `$connect`, and only then the upgrade. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => socket.destroy());
    const url = new URL(request.url ?? "/", "http://gateway");
    const early = this.#refusal(request, url);
    if (early !== undefined) {
      this.#refuse(socket, early, early === 403 ? "Forbidden" : "URI Too Long");
      return;
    }
    const handshake = readHandshake(request, url);
    const facts = await this.#authorized(socketFacts(request), handshake, socket);
    if (!facts || socket.destroyed) return;
    const connection = this.connections.begin(facts);
    socket.once("close", () => {
      if (connection.state.kind === "opening") this.connections.end(connection);
    });
    if (!(await this.#connect(connection, handshake, socket))) {
      this.connections.end(connection);
    } else if (this.#closing) {
      socket.destroy();
    } else if (connection.state.kind === "opening") {
      this.#server.handleUpgrade(request, socket, head, (ws) => this.#open(connection, ws, socket));
    }
  }

  /** Ends every connection, without `$disconnect`, and waits a while for calls under way. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await within(CLOSING_PATIENCE_MS, this.#invoker.settled());
  }

  #refusal(request: IncomingMessage, url: URL): 403 | 414 | undefined {
    if ((request.url ?? "").length > this.#limits.urlChars) return 414;
    return this.#paths.has(url.pathname) && !this.#closing ? undefined : 403;
  }

  async #authorized(
    facts: SocketFacts,
    handshake: HandshakeFacts,
    socket: Duplex,
  ): Promise<SocketFacts | undefined> {
    const authorizer = this.#options.routes.$connect?.authorizer;
    if (!authorizer) return facts;
    const event = authorizerEvent(
      this.#apiFacts,
      handshake,
      this.#context(facts, "CONNECT", "$connect"),
    );
    const counted = {
      identitySources: authorizer.identitySources,
      invoke: (input: object) => {
        tally(this.stats.invocations, "authorizer");
        return authorizer.invoke(input);
      },
    };
    const verdict = await authorize(counted, event, this.#limits.contextBytes);
    if (verdict.kind === "allow") return { ...facts, authorizer: verdict.context };
    this.#refuse(socket, verdict.status, verdict.message);
    return undefined;
  }

  async #connect(
    connection: Connection,
    handshake: HandshakeFacts,
    socket: Duplex,
  ): Promise<boolean> {
    const route = this.#options.routes.$connect;
    if (!route) return true;
    const context = this.#context(connection.facts, "CONNECT", "$connect");
    const event = connectEvent(handshake, context);
    const outcome = await this.#invoker.call("$connect", route.integration, event);
    if (outcome.kind === "answer" && outcome.statusCode >= 200 && outcome.statusCode < 300) {
      return true;
    }
    if (outcome.kind === "answer") this.#refuse(socket, outcome.statusCode, "Forbidden");
    else this.#refuse(socket, outcome.kind === "timeout" ? 504 : 502, "Internal server error");
    return false;
  }

  #open(connection: Connection, ws: WebSocket, stream: Duplex): void {
    this.stats.connects += 1;
    this.connections.open(connection, ws);
    ws.on("error", (error) => this.#log(`socket: ${error.message}`));
    ws.on("close", (code, reason) => this.#closed(connection, code, String(reason)));
    serveMessages(
      {
        routes: this.#options.routes,
        selectionKey: this.#options.selectionKey ?? "action",
        allowBinary: this.#options.allowBinary ?? false,
        limits: this.#limits,
        stats: this.stats,
        connections: this.connections,
        invoker: this.#invoker,
        context: (of, routeKey) => this.#context(of.facts, "MESSAGE", routeKey),
        log: (line) => this.#log(line),
      },
      connection,
      ws,
      stream,
    );
  }

  #closed(connection: Connection, code: number, reason: string): void {
    tally(this.stats.closes, code);
    this.connections.end(connection);
    const route = this.#options.routes.$disconnect;
    if (!route || this.#closing || this.dropDisconnects) return;
    const context = this.#context(connection.facts, "DISCONNECT", "$disconnect");
    const event = disconnectEvent(code, reason, context);
    void this.#invoker.call("$disconnect", route.integration, event);
  }

  #context(facts: SocketFacts, eventType: "CONNECT" | "MESSAGE" | "DISCONNECT", routeKey: string) {
    const route = { eventType, routeKey };
    return socketContext(this.#apiFacts, facts, route, randomId(), Date.now());
  }

  #refuse(socket: Duplex, status: number, message: string): void {
    tally(this.stats.refused, status);
    refuseHandshake(socket, status, message);
  }

  #log(line: string): void {
    this.#options.log?.(line);
  }
}

function socketFacts(request: IncomingMessage): SocketFacts {
  return {
    connectionId: randomId(),
    connectedAt: Date.now(),
    domainName: request.headers.host ?? "localhost",
    sourceIp: request.socket.remoteAddress ?? "",
    userAgent: request.headers["user-agent"] ?? "",
  };
}

/** Eleven random bytes; the padding makes an id that must be encoded in a URL, as AWS's are. */
function randomId(): string {
  return `${randomBytes(11).toString("base64").slice(0, 15)}=`;
}
