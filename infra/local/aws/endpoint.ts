import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isRecord } from "../template-error.ts";
import { AwsError, type JsonOperations } from "./json-service.ts";

/** Serves requests that aren't JSON operations; false when the path isn't its own. */
export type PathHandler = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) => boolean;

/** The AWS services of a stage behind one address of this machine. */
export class AwsEndpoint {
  readonly #server: Server;
  readonly #operations = new Map<string, JsonOperations[string]>();
  readonly #handlers: PathHandler[] = [];

  constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    // The SDK keeps its connections; ours must not close first and make it fail a request.
    this.#server.keepAliveTimeout = 120_000;
  }

  /** Listens on a free port of 127.0.0.1 and returns the address, such as `http://127.0.0.1:4000`. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  operations(operations: JsonOperations): void {
    for (const [target, operation] of Object.entries(operations)) {
      this.#operations.set(target, operation);
    }
  }

  handler(handler: PathHandler): void {
    this.#handlers.push(handler);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (this.#handlers.some((handle) => handle(path, request, response))) return;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.#operate(request, Buffer.concat(chunks).toString(), response));
  }

  #operate(request: IncomingMessage, body: string, response: ServerResponse): void {
    const target = String(request.headers["x-amz-target"] ?? "");
    try {
      const operation = this.#operations.get(target);
      if (!operation) {
        throw new AwsError(
          "UnknownOperationException",
          `The local stage doesn't know the operation "${target}".`,
        );
      }
      const input: unknown = JSON.parse(body || "{}");
      const output = operation({ input: isRecord(input) ? input : {}, headers: request.headers });
      answer(response, 200, output);
    } catch (error) {
      const known = error instanceof AwsError;
      const message = error instanceof Error ? error.message : String(error);
      answer(response, known ? 400 : 500, {
        __type: known ? error.code : "InternalFailure",
        message,
      });
    }
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  response
    .writeHead(status, {
      "content-type": "application/x-amz-json-1.0",
      "content-length": Buffer.byteLength(json),
      "x-amzn-requestid": randomUUID(),
    })
    .end(json);
}
