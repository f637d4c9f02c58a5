import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { HandshakeFacts } from "../events.ts";

const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  414: "URI Too Long",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  504: "Gateway Timeout",
};

/** Reads what `$connect` is told of a handshake; header names stay as the client wrote them. */
export function readHandshake(request: IncomingMessage, url: URL): HandshakeFacts {
  const headers: Record<string, string> = {};
  const raw = request.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) headers[raw[at] ?? ""] = raw[at + 1] ?? "";
  return { headers, query: url.searchParams };
}

/** Answers a handshake with an HTTP status instead of an upgrade, and ends the stream. */
export function refuseHandshake(socket: Duplex, status: number, message: string): void {
  const body = JSON.stringify({ message });
  socket.end(
    [
      `HTTP/1.1 ${status} ${REASONS[status] ?? "Refused"}`,
      "Connection: close",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}
