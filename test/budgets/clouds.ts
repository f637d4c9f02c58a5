import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { QueuedTimer } from "../../functions/adapters/timers.ts";

export const SECRET = "a secret of the tests";

/** Services besides the table, as far as functions call them: each answers yes and writes down what it was told. */
export interface Clouds {
  readonly url: string;
  /** Frames posted to connections since the last look. */
  readonly posts: { readonly connection: string; readonly frame: string; readonly at: number }[];
  /** Timers in the queue. */
  readonly timers: QueuedTimer[];
  /** Types of the events published. */
  readonly events: string[];
  /** All requests, by operation. */
  readonly requests: string[];
  stop(): Promise<void>;
}

export async function startClouds(): Promise<Clouds> {
  const posts: { connection: string; frame: string; at: number }[] = [];
  const timers: QueuedTimer[] = [];
  const events: string[] = [];
  const requests: string[] = [];

  function take(operation: string, path: string, body: string): object {
    requests.push(operation);
    const [, connection] = /@connections\/([^/?]+)/.exec(path) ?? [];
    if (connection !== undefined) {
      posts.push({ connection: decodeURIComponent(connection), frame: body, at: Date.now() });
      return {};
    }
    const input = JSON.parse(body);
    switch (operation) {
      case "SendMessage":
        timers.push(JSON.parse(input.MessageBody));
        // The SDK compares it with its own.
        return { MessageId: "1", MD5OfMessageBody: md5(input.MessageBody) };
      case "PutEvents":
        for (const { DetailType } of input.Entries) events.push(DetailType);
        return { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
      case "GetSecretValue":
        return { SecretString: SECRET };
      default:
        throw new Error(`nobody was to call ${operation}`);
    }
  }

  const server = createServer(async (request, response) => {
    const [, operation = "PostToConnection"] = String(request.headers["x-amz-target"]).split(".");
    const answer = take(operation, request.url ?? "", await text(request));
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    timers,
    events,
    requests,
    stop: () => close(server),
  };
}

const md5 = (body: string): string => createHash("md5").update(body).digest("hex");

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
