import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type Connections,
  POST_REFUSALS,
  type PostRefusal,
  type PostResult,
} from "../connections.ts";

/** Matches `/<stage>/@connections/<id>`; SDKs encode the id and some the `@`. */
const PATH = /\/(?:@|%40)connections\/([^/?]+)$/i;

/**
 * Serves POST, GET and DELETE of `@connections`.
 *
 * @param path the request's path without its query
 * @param allowBinary obey an `x-binary` header (for protocol suites; API Gateway sends text only)
 * @returns false if the path is not one of `@connections`; then nothing was answered
 */
export function serveConnections(
  connections: Connections,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  allowBinary: boolean,
): boolean {
  const encoded = PATH.exec(path)?.[1];
  if (encoded === undefined) return false;
  const id = decodeId(encoded);
  if (request.method === "POST") {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const binary = allowBinary && request.headers["x-binary"] !== undefined;
      answer(response, connections.post(id, Buffer.concat(chunks), binary), 200);
    });
    return true;
  }
  request.resume();
  if (request.method === "DELETE") answer(response, connections.remove(id), 204);
  else if (request.method === "GET") describe(connections, id, response);
  else refuse(response, "forbidden");
  return true;
}

function describe(connections: Connections, id: string, response: ServerResponse): void {
  const connection = connections.get(id);
  if (!connection || !connections.isOpen(id)) {
    refuse(response, "gone");
    return;
  }
  const { connectedAt, sourceIp, userAgent } = connection.facts;
  const body = JSON.stringify({
    connectedAt: new Date(connectedAt).toISOString(),
    identity: { sourceIp, userAgent },
    lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
  });
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

function answer(response: ServerResponse, result: PostResult, status: number): void {
  if (result.ok) response.writeHead(status, { "content-length": 0 }).end();
  else refuse(response, result.code);
}

function refuse(response: ServerResponse, code: PostRefusal): void {
  const { status, error } = POST_REFUSALS[code];
  response
    .writeHead(status, { "content-type": "application/json", "x-amzn-errortype": error })
    .end(JSON.stringify({ message: error }));
}

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
