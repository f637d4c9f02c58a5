import { Agent, type ClientRequest, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps, Agent as TlsAgent } from "node:https";
import type { MeteredClient, Middleware } from "./meter.ts";
import { type Credentials, createSigner } from "./sigv4.ts";

/**
 * What became of a request. `gone`: no such connection (410); `limited`: rate exceeded or the client's buffer is full (429); `failed`: anything else, and `final` says
 * that the same request would hardly fare better.
 */
export type GatewayAnswer =
  | { readonly kind: "done" | "gone" | "limited" }
  | { readonly kind: "failed"; readonly error: Error; readonly final: boolean };

/**
 * A client of a WebSocket API's `@connections`, of which posting is nearly all that Heed does there. The SDK's own takes several times the processor time for a post, in
 * the midst of every message (`npm run bench -- delivery`), and a good part of a cold start.
 */
export interface GatewayClient extends MeteredClient {
  /** One attempt; never rejects. */
  post(connection: string, frame: string | Uint8Array): Promise<GatewayAnswer>;
  /** Closes a connection; never rejects. */
  close(connection: string): Promise<GatewayAnswer>;
}

export interface GatewayAccess {
  /** Callback address of the stage, `https://<host>/<stage>`. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** How long an attempt may take; somebody waits for an ack meanwhile. Usual are a few milliseconds. */
  readonly patienceMs?: number;
}

interface Exchange {
  readonly method: "POST" | "DELETE";
  readonly connection: string;
  readonly body: string | Uint8Array;
}
type Handler = (args: { readonly input: Exchange }) => Promise<{ readonly output: GatewayAnswer }>;

const PATIENCE_MS = 1500;
const MAX_SOCKETS = 50;
/** By the names under which the SDK's client, and so the meter, knows them. */
const COMMANDS = { POST: "PostToConnectionCommand", DELETE: "DeleteConnectionCommand" } as const;
const CLIENT = "ApiGatewayManagementApiClient";

export function createGatewayClient(access: GatewayAccess): GatewayClient {
  const { region, credentials, patienceMs = PATIENCE_MS } = access;
  const endpoint = new URL(access.endpoint);
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const secure = endpoint.protocol === "https:";
  const agent = secure ? new TlsAgent(options) : new Agent(options);
  const open = secure ? overHttps : overHttp;
  const { hostname, port, host } = endpoint;
  const prefix = `${endpoint.pathname.replace(/\/$/, "")}/@connections/`;
  const sign = createSigner(credentials, { region, service: "execute-api" });

  function start({ method, connection, body }: Exchange): ClientRequest {
    const path = prefix + encodeURIComponent(connection);
    const headers = { host, "content-type": "application/octet-stream" };
    const signed = sign({ method, path, headers, body }, new Date());
    const length = { "content-length": String(Buffer.byteLength(body)) };
    return open({ agent, hostname, port, path, method, headers: { ...signed, ...length } });
  }

  const exchange: Handler = ({ input }) =>
    new Promise((resolve) => {
      const request = start(input);
      const answer = (output: GatewayAnswer) => {
        clearTimeout(timer);
        resolve({ output });
      };
      const timer = setTimeout(() => {
        const error = new Error(`@connections did not answer within ${patienceMs} ms`);
        // Tried once: it has used up the sender's patience, and the frame may have arrived.
        answer({ kind: "failed", error, final: true });
        request.destroy();
      }, patienceMs);
      request.once("response", (response) => {
        response.resume();
        answer(read(response));
      });
      request.on("error", (error) => answer({ kind: "failed", error, final: false }));
      request.end(input.body);
    });

  const handlers: Record<Exchange["method"], Handler> = { POST: exchange, DELETE: exchange };
  const added = new Set<string>();
  const send = async (input: Exchange) => (await handlers[input.method]({ input })).output;
  return {
    post: (connection, frame) => send({ method: "POST", connection, body: frame }),
    close: (connection) => send({ method: "DELETE", connection, body: "" }),
    middlewareStack: {
      add(middleware: Middleware, { name }: { readonly name: string }) {
        if (added.has(name)) return;
        added.add(name);
        for (const method of ["POST", "DELETE"] as const) {
          const context = { clientName: CLIENT, commandName: COMMANDS[method] };
          handlers[method] = middleware(handlers[method], context);
        }
      },
    },
  };
}

function read({ statusCode = 0, headers }: IncomingMessage): GatewayAnswer {
  if (statusCode >= 200 && statusCode < 300) return { kind: "done" };
  if (statusCode === 410) return { kind: "gone" };
  if (statusCode === 429) return { kind: "limited" };
  const name = String(headers["x-amzn-errortype"] ?? "an error");
  const error = new Error(`@connections answered ${statusCode}, ${name}`);
  return { kind: "failed", error, final: statusCode < 500 };
}
