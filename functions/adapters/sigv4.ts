import { createHash, createHmac } from "node:crypto";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SigningScope {
  readonly region: string;
  /** The service's signing name, such as `execute-api`. */
  readonly service: string;
}

export interface Unsigned {
  readonly method: string;
  /** As it is sent: encoded, without a query. */
  readonly path: string;
  /** All of them are signed; names in lower case, `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * Signs requests of one service by AWS Signature Version 4, as its documentation specifies it; requests without a query only.
 * @returns a function that gives the headers to send: those of the request, with date, token and authorization
 */
export function createSigner(
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { region, service }: SigningScope,
): (request: Unsigned, now: Date) => Record<string, string> {
  // One key serves a day.
  let known: { readonly day: string; readonly key: Buffer } | undefined;

  function keyOf(day: string): Buffer {
    if (known?.day === day) return known.key;
    const parts = [day, region, service, "aws4_request"];
    const key = parts.reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    known = { day, key };
    return key;
  }

  return ({ method, path, headers, body }, now) => {
    const date = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
    const day = date.slice(0, 8);
    const all: Record<string, string> = {
      ...headers,
      "x-amz-date": date,
      ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
    };
    const names = Object.keys(all).sort();
    const lines = names.map((name) => `${name}:${all[name]?.trim().replace(/\s+/g, " ")}\n`);
    const signed = names.join(";");
    const canonical = [method, canonicalPath(path), "", lines.join(""), signed, hash(body)];
    const scope = `${day}/${region}/${service}/aws4_request`;
    const toSign = [ALGORITHM, date, scope, hash(canonical.join("\n"))].join("\n");
    const signature = hmac(keyOf(day), toSign).toString("hex");
    const credential = `${accessKeyId}/${scope}`;
    all.authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;
    return all;
  };
}

/** Every service but S3 wants the path that is sent encoded once more. */
function canonicalPath(path: string): string {
  const strict = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(path)
    .replace(/[!'()*]/g, strict)
    .replaceAll("%2F", "/");
}

function hash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
