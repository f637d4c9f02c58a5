import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PortTaken } from "../public-server.ts";
import { corsHeaders } from "./cors.ts";
import type { Objects } from "./objects.ts";
import { Operations, type S3Answer, type S3Request } from "./operations.ts";
import { errorXml, S3Error } from "./s3-error.ts";
import { checkSignature } from "./signature.ts";
import type { CorsRule, FileBucketSpec } from "./spec.ts";

export interface BucketServerOptions {
  readonly spec: FileBucketSpec;
  readonly objects: Objects;
  readonly region: string;
  readonly clock?: () => number;
}

/** Larger bodies than a test or a page needs are cut off, in bytes. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** One S3 bucket at an origin of its own, as `https://<bucket>.s3.<region>.amazonaws.com` is one: every request must be presigned, and pages of other origins need its CORS rules. */
export class BucketServer {
  readonly #server: Server;
  readonly #options: BucketServerOptions;
  readonly #operations: Operations;
  #cors: readonly CorsRule[];

  constructor(options: BucketServerOptions) {
    this.#options = options;
    this.#cors = options.spec.cors;
    this.#operations = new Operations(options.objects, options.spec.keptMs);
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.keepAliveTimeout = 65_000;
  }

  /**
   * Listens on 127.0.0.1 and returns the bucket's origin.
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

  /** Gives the rules' origins their local form, and lets these shops in as well. */
  localize(localize: (text: string) => string, shops: readonly string[]): void {
    this.#cors = this.#options.spec.cors.map((rule) => ({
      ...rule,
      origins: [...rule.origins.map(localize), ...shops],
    }));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = headersOf(request);
    const { method = "GET" } = request;
    const { origin } = headers;
    const cors = origin && corsHeaders(this.#cors, { origin, method, headers: [] });
    const answer = await this.#answer(request, headers).catch(refusal);
    if (response.destroyed) return;
    response.writeHead(answer.status, {
      "content-length": answer.body.length,
      "x-amz-request-id": randomUUID(),
      server: "AmazonS3",
      ...(cors ?? {}),
      ...answer.headers,
    });
    response.end(method === "HEAD" ? undefined : answer.body);
  }

  async #answer(request: IncomingMessage, headers: S3Request["headers"]): Promise<S3Answer> {
    const { method = "GET", url = "/" } = request;
    if (method === "OPTIONS") return this.#preflight(headers);
    const [path = "/", ...search] = url.split("?");
    const signed = { method, path, query: new URLSearchParams(search.join("?")), headers };
    const { region, clock = Date.now } = this.#options;
    checkSignature(signed, region, clock());
    const body = await bodyOf(request);
    const key = decodeURIComponent(path).slice(1);
    return this.#operations.run({ ...signed, key, body }, clock());
  }

  #preflight(headers: S3Request["headers"]): S3Answer {
    const { origin, "access-control-request-method": method } = headers;
    const asked = headers["access-control-request-headers"]?.toLowerCase() ?? "";
    const names = asked.split(",").map((name) => name.trim());
    const allowed =
      origin !== undefined && method !== undefined
        ? corsHeaders(this.#cors, { origin, method, headers: names.filter(Boolean) })
        : undefined;
    if (!allowed) {
      const message = "CORSResponse: This CORS request is not allowed.";
      throw new S3Error(403, "AccessForbidden", message);
    }
    return { status: 200, headers: allowed, body: Buffer.alloc(0) };
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) {
      throw new S3Error(400, "EntityTooLarge", "Your proposed upload is too large.");
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function refusal(error: unknown): S3Answer {
  const known = error instanceof S3Error ? error : new S3Error(500, "InternalError", String(error));
  const headers = { "content-type": "application/xml" };
  return { status: known.status, headers, body: Buffer.from(errorXml(known)) };
}
