import type { MeteredClient } from "./meter.ts";
import { createMeteredSteps } from "./metered.ts";
import { type AwsAccess, createSignedHttp, type Incoming, TimeoutError } from "./signed-http.ts";

/**
 * What became of a request. `gone`: no such connection (410); `limited`: rate exceeded or the client's buffer is full (429); `failed`: anything else, and `final` says
 * that the same request would hardly fare better.
 */
export type GatewayAnswer =
  | { readonly kind: "done" | "gone" | "limited" }
  | { readonly kind: "failed"; readonly error: Error; readonly final: boolean };

/** A client of a WebSocket API's `@connections`. */
export interface GatewayClient extends MeteredClient {
  /** One attempt; never rejects. */
  post(connection: string, frame: string | Uint8Array): Promise<GatewayAnswer>;
  /** Closes a connection; never rejects. */
  close(connection: string): Promise<GatewayAnswer>;
}

/** A post usually takes a few milliseconds, and somebody waits for an ack meanwhile. */
const PATIENCE_MS = 1500;

/** @param access the endpoint is the stage's callback address, `https://<host>/<stage>` */
export function createGatewayClient(access: AwsAccess): GatewayClient {
  const http = createSignedHttp(access, "execute-api", access.patienceMs ?? PATIENCE_MS);
  const steps = createMeteredSteps<{ readonly ConnectionId: string }, GatewayAnswer>(
    "ApiGatewayManagementApiClient",
  );
  const send = (method: "POST" | "DELETE", connection: string, body: string | Uint8Array) =>
    http({
      method,
      path: `/@connections/${encodeURIComponent(connection)}`,
      headers: { "content-type": "application/octet-stream" },
      body: typeof body === "string" ? body : Buffer.from(body),
    }).then(answerOf, failureOf);
  return {
    middlewareStack: steps.middlewareStack,
    post: (ConnectionId, frame) =>
      steps.run("PostToConnection", { ConnectionId }, () => send("POST", ConnectionId, frame)),
    close: (ConnectionId) =>
      steps.run("DeleteConnection", { ConnectionId }, () => send("DELETE", ConnectionId, "")),
  };
}

function answerOf({ status, headers }: Incoming): GatewayAnswer {
  if (status >= 200 && status < 300) return { kind: "done" };
  if (status === 410) return { kind: "gone" };
  if (status === 429) return { kind: "limited" };
  const name = String(headers["x-amzn-errortype"] ?? "an error");
  const error = new Error(`@connections answered ${status}, ${name}`);
  return { kind: "failed", error, final: status < 500 };
}

/** A time-out is final: it has used up the sender's patience, and the frame may have arrived. */
function failureOf(error: Error): GatewayAnswer {
  return { kind: "failed", error, final: error instanceof TimeoutError };
}
