import aws4 from "aws4";
import type { Clock, Files } from "../ports.ts";
import type { AwsAccess } from "./signed-http.ts";

/** A party of the conversation waits for it. */
const PATIENCE_MS = 4000;
const ATTEMPTS = 2;
/** How long the service's own requests are valid. */
const OWN_MS = 60_000;
/** Removed at the same time. */
const AT_ONCE = 20;

interface Wanted {
  readonly method: "GET" | "PUT" | "DELETE";
  /** Without the slash before it; empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case. Whoever uses the address must send the very same. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly until: number;
}

/** A refusal of the bucket's that should not happen. */
export class FilesError extends Error {
  override readonly name = "FilesError";
}

/**
 * Files in an S3 bucket, by presigned requests (Signature Version 4, query parameters) for browsers and for the service itself, so that no S3 client is in the bundle. An upload's
 * type, length and `if-none-match: *` are part of what is signed: the bucket takes exactly that, once.
 * @param access `endpoint` is the bucket's own address
 */
export function createFiles(access: AwsAccess, clock: Clock): Files {
  const { endpoint, region, credentials, patienceMs = PATIENCE_MS } = access;
  const { origin, host, pathname } = new URL(endpoint);
  const prefix = pathname.replace(/\/$/, "");
  const { sessionToken, ...keys } = credentials;
  const signer = { ...keys, ...(sessionToken !== undefined && { sessionToken }) };

  function presign({ method, key, query = {}, headers = {}, until }: Wanted): string {
    const now = clock();
    const all = {
      ...query,
      "X-Amz-Date": new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
      "X-Amz-Expires": String(Math.ceil((until - now) / 1000)),
    };
    const asked = Object.entries(all).map((pair) => pair.map(encodeURIComponent).join("="));
    const path = `${prefix}/${key}?${asked.join("&")}`;
    const { path: signed = "" } = aws4.sign(
      { service: "s3", region, method, path, headers: { ...headers, host }, signQuery: true },
      signer,
    );
    return origin + signed;
  }

  /** Every request of the service's own may be repeated. */
  async function ask(
    wanted: Omit<Wanted, "until">,
    unsigned: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const url = presign({ ...wanted, until: clock() + OWN_MS });
      const signal = AbortSignal.timeout(patienceMs);
      const answer = await fetch(url, {
        method: wanted.method,
        headers: { ...wanted.headers, ...unsigned },
        signal,
      }).catch((error: unknown) => {
        if (attempt === ATTEMPTS) throw error;
        return undefined;
      });
      if (answer && (answer.status < 500 || attempt === ATTEMPTS)) return answer;
      await answer?.body?.cancel();
    }
  }

  async function refused(answer: Response, what: string): Promise<never> {
    const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? "";
    throw new FilesError(`S3 answered ${answer.status} ${code} to ${what}`);
  }

  async function keysBelow(prefix: string): Promise<readonly string[]> {
    const answer = await ask({ method: "GET", key: "", query: { "list-type": "2", prefix } });
    if (!answer.ok) return refused(answer, "a list");
    return [...(await answer.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? "");
  }

  async function remove(key: string): Promise<void> {
    const answer = await ask({ method: "DELETE", key });
    if (!answer.ok && answer.status !== 404) return refused(answer, "a deletion");
    await answer.body?.cancel();
  }

  return {
    upload(key, { type, bytes }, until) {
      const headers = { "content-type": type, "if-none-match": "*" };
      const pinned = { ...headers, "content-length": String(bytes) };
      return { url: presign({ method: "PUT", key, headers: pinned, until }), headers };
    },

    async look(key, bytes) {
      const answer = await ask({ method: "GET", key }, { range: `bytes=0-${bytes - 1}` });
      if (answer.status === 404) {
        await answer.body?.cancel();
        return undefined;
      }
      if (answer.status !== 206) return refused(answer, "a look");
      const total = /\/(\d+)$/.exec(answer.headers.get("content-range") ?? "")?.[1];
      return {
        head: new Uint8Array(await answer.arrayBuffer()),
        type: answer.headers.get("content-type") ?? "",
        bytes: Number(total),
      };
    },

    download: (key, { type, disposition }, until) =>
      presign({
        method: "GET",
        key,
        query: {
          "response-content-disposition": disposition,
          "response-content-type": type,
          "response-cache-control": "private, no-store",
        },
        until,
      }),

    remove,

    async removeAll(prefix) {
      // What was deleted is in no later list, so the first page is always the next one.
      for (let keys = await keysBelow(prefix); keys.length > 0; keys = await keysBelow(prefix)) {
        for (let at = 0; at < keys.length; at += AT_ONCE) {
          await Promise.all(keys.slice(at, at + AT_ONCE).map(remove));
        }
      }
    },
  };
}
