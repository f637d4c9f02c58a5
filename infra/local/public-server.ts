import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { HttpApi } from "./http/http-api.ts";
import type { HttpRequest } from "./http/http-event.ts";
import { gatewayError, type HttpResponse } from "./http/http-response.ts";
import type { Identity } from "./identity/identity.ts";
import type { Distribution } from "./site/distribution.ts";
import type { WebSocketApi } from "./websocket-api.ts";

/** A port that somebody else listens on. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is taken.`);
    this.port = port;
  }
}

/** What browsers can reach. */
export interface PublicParts {
  readonly sockets: readonly WebSocketApi[];
  readonly apis: readonly HttpApi[];
  readonly distribution?: Distribution;
  readonly identity?: Identity;
}

/** A body beyond the API's own limit is cut off here, in bytes. */
const MAX_BODY_BYTES = 11 * 1024 * 1024;

/**
 * One origin for everything that has an address of its own when deployed: sockets by path,
 * identity below its issuer's path, then the distribution, then the HTTP APIs.
 */
export class PublicServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #parts: PublicParts | undefined;

  constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.keepAliveTimeout = 65_000;
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    this.#server.on("upgrade", (request, socket, head) => {
      const path = pathOf(request);
      const api = this.#parts?.sockets.find(({ stage }) => path === `/${stage}`);
      if (api) void api.upgrade(request, socket, head);
      else socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    });
  }

  /**
   * Listens on 127.0.0.1 and returns the origin for browsers.
   *
   * @param port 0 picks a free one
   * @throws PortTaken
   */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "EADDRINUSE" ? new PortTaken(port) : error),
      );
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(parts: PublicParts): void {
    this.#parts = parts;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = pathOf(request);
    if (!this.#parts) {
      send(request, response, gatewayError(503, "The stage is starting."));
      return;
    }
    if (this.#parts.identity?.handle(path, request, response)) return;
    void this.#answer(this.#parts, path, request, response).catch((error: unknown) => {
      console.error(error);
      send(request, response, gatewayError(500, "Internal Server Error"));
    });
  }

  async #answer(
    { distribution, apis }: PublicParts,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const incoming = await readRequest(path, request);
    const direct = apis.find((api) => api.takes(incoming.method, path));
    const answer = distribution
      ? await distribution.handle(incoming)
      : await (direct?.handle(incoming) ?? gatewayError(404, "Not Found"));
    send(request, response, answer);
  }
}

async function readRequest(path: string, request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  const sourceIp = request.socket.remoteAddress ?? "";
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  return {
    method: request.method ?? "GET",
    path,
    query: (request.url ?? "").split("?").slice(1).join("?"),
    headers: {
      ...Object.fromEntries(headers),
      "x-forwarded-for": sourceIp,
      "x-forwarded-proto": "http",
    },
    body: Buffer.concat(chunks),
    sourceIp,
  };
}

function send(request: IncomingMessage, response: ServerResponse, answer: HttpResponse): void {
  const headers = Object.entries(answer.headers).map(
    ([name, value]) => [name, typeof value === "string" ? value : [...value]] as const,
  );
  const bodiless = answer.status === 304 || answer.status === 204;
  response.writeHead(answer.status, {
    ...Object.fromEntries(headers),
    ...(bodiless ? {} : { "content-length": answer.body.length }),
  });
  response.end(request.method === "HEAD" || bodiless ? undefined : answer.body);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}
