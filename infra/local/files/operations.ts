import { createHash } from "node:crypto";
import type { Objects, StoredObject } from "./objects.ts";
import { escaped, S3Error } from "./s3-error.ts";
import type { Signed } from "./signature.ts";

export interface S3Request extends Signed {
  /** Decoded, without the slash before it; empty for the bucket itself. */
  readonly key: string;
  readonly body: Buffer;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const NOTHING = Buffer.alloc(0);
const MOST_KEYS = 1000;
const XML = "application/xml";

/** What S3 does, for the calls that Heed makes; any other is refused by name. */
export class Operations {
  readonly #objects: Objects;
  readonly #keptMs: number;
  readonly #writing = new Set<string>();

  constructor(objects: Objects, keptMs = Number.POSITIVE_INFINITY) {
    this.#objects = objects;
    this.#keptMs = keptMs;
  }

  /** @throws S3Error */
  async run(request: S3Request, now: number): Promise<S3Answer> {
    const { method, key, query } = request;
    if (key === "" && method === "GET" && query.get("list-type") === "2") {
      return this.#list(query, now);
    }
    if (key !== "" && method === "PUT") return this.#put(request, now);
    if (key !== "" && method === "DELETE") {
      await this.#objects.remove(key);
      return { status: 204, headers: {}, body: NOTHING };
    }
    if (key !== "" && (method === "GET" || method === "HEAD")) return this.#get(request, now);
    const what = `The local stage doesn't know this call of S3: ${method} ${key ? "object" : "bucket"}.`;
    throw new S3Error(501, "NotImplemented", what);
  }

  async #put({ key, headers, body }: S3Request, now: number): Promise<S3Answer> {
    if (headers["content-length"] === undefined) {
      throw new S3Error(411, "MissingContentLength", "You must provide Content-Length.");
    }
    const once = headers["if-none-match"];
    if (once !== undefined && once !== "*") {
      throw new S3Error(501, "NotImplemented", "If-None-Match must be * here.");
    }
    if (this.#writing.has(key)) {
      const message = "A conflicting conditional operation is in progress.";
      throw new S3Error(409, "ConditionalRequestConflict", message);
    }
    this.#writing.add(key);
    try {
      if (once === "*" && (await this.#live(key, now))) {
        const message = "At least one of the pre-conditions you specified did not hold";
        throw new S3Error(412, "PreconditionFailed", message);
      }
      const object = { type: headers["content-type"] ?? "binary/octet-stream", at: now, body };
      await this.#objects.put(key, object);
      return { status: 200, headers: { etag: etag(object) }, body: NOTHING };
    } finally {
      this.#writing.delete(key);
    }
  }

  async #get({ key, headers, query }: S3Request, now: number): Promise<S3Answer> {
    const object = await this.#live(key, now);
    if (!object) throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    const { body, type, at } = object;
    const shared = {
      "accept-ranges": "bytes",
      "content-type": query.get("response-content-type") ?? type,
      etag: etag(object),
      "last-modified": new Date(at).toUTCString(),
      ...override(query, "content-disposition"),
      ...override(query, "cache-control"),
    };
    const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "");
    if (!range) return { status: 200, headers: shared, body };
    const from = Number(range[1]);
    const to = Math.min(range[2] ? Number(range[2]) : body.length - 1, body.length - 1);
    if (from > to) {
      throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return {
      status: 206,
      headers: { ...shared, "content-range": `bytes ${from}-${to}/${body.length}` },
      body: body.subarray(from, to + 1),
    };
  }

  async #list(query: URLSearchParams, now: number): Promise<S3Answer> {
    const unknown = [...query.keys()].find(
      (name) => !name.startsWith("X-Amz-") && !["list-type", "prefix", "max-keys"].includes(name),
    );
    if (unknown)
      throw new S3Error(501, "NotImplemented", `The local stage doesn't know ${unknown}.`);
    const prefix = query.get("prefix") ?? "";
    const most = Math.min(Number(query.get("max-keys") ?? MOST_KEYS), MOST_KEYS);
    const below = (await this.#objects.keys()).filter((key) => key.startsWith(prefix)).sort();
    const alive = await Promise.all(below.map((key) => this.#live(key, now)));
    const keys = below.filter((_, at) => alive[at]);
    const contents = keys
      .slice(0, most)
      .map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`)
      .join("");
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix>${escaped(prefix)}</Prefix><KeyCount>${Math.min(keys.length, most)}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${keys.length > most}</IsTruncated>${contents}</ListBucketResult>`;
    return { status: 200, headers: { "content-type": XML }, body: Buffer.from(body) };
  }

  async #live(key: string, now: number): Promise<StoredObject | undefined> {
    const object = await this.#objects.get(key);
    return object && object.at + this.#keptMs > now ? object : undefined;
  }
}

function etag({ body }: StoredObject): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function override(query: URLSearchParams, header: string): Record<string, string> {
  const value = query.get(`response-${header}`);
  return value === null ? {} : { [header]: value };
}
