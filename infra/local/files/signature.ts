import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { KEYS } from "../world.ts";
import { denied, S3Error } from "./s3-error.ts";

/** What a signature covers. */
export interface Signed {
  readonly method: string;
  /** As it came, encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

const LONGEST_S = 7 * 24 * 60 * 60;
const AHEAD_MS = 15 * 60_000;
const SIGNATURE = "X-Amz-Signature";

/**
 * Checks a presigned request as S3 does: Signature Version 4 in the query, with an unsigned payload. Written from AWS's description, not with the library that signs.
 *
 * @param now epoch ms
 * @throws S3Error
 */
export function checkSignature(request: Signed, region: string, now: number): void {
  const { query, headers } = request;
  const given = query.get(SIGNATURE);
  if (!given) throw denied();
  const parameter = (name: string) =>
    query.get(`X-Amz-${name}`) ?? badQuery(`X-Amz-${name} is missing.`);
  if (parameter("Algorithm") !== "AWS4-HMAC-SHA256") badQuery("X-Amz-Algorithm is not supported.");
  const [id, day = "", ...scope] = parameter("Credential").split("/");
  const date = parameter("Date");
  if (scope.join("/") !== `${region}/s3/aws4_request` || !date.startsWith(day)) {
    badQuery("The credential's scope is not this region's S3 and day.");
  }
  if (id !== KEYS.id) {
    throw new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id does not exist.");
  }
  const begun = timeOf(date);
  const seconds = Number(parameter("Expires"));
  if (!(seconds >= 1 && seconds <= LONGEST_S)) badQuery("X-Amz-Expires must be 1 to 604800.");
  if (begun > now + AHEAD_MS) throw denied("Request is not valid yet");
  if (begun + seconds * 1000 < now) throw denied("Request has expired");
  const names = parameter("SignedHeaders").split(";");
  if (!names.includes("host")) badQuery("The header host must be signed.");
  const loose = Object.keys(headers).filter(
    (name) => name.startsWith("x-amz-") && !names.includes(name),
  );
  if (loose.length > 0) throw denied("There were headers present which were not signed");
  const canonical = canonicalRequest(request, names);
  const text = ["AWS4-HMAC-SHA256", date, [day, ...scope].join("/"), sha256(canonical)].join("\n");
  const key = [day, ...scope].reduce<string | Buffer>(hmac, `AWS4${KEYS.secret}`);
  if (!same(hmac(key, text).toString("hex"), given)) {
    throw new S3Error(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided.",
    );
  }
}

function canonicalRequest({ method, path, query, headers }: Signed, names: string[]): string {
  const asked = [...query]
    .filter(([name]) => name !== SIGNATURE)
    .map((pair) => pair.map(encoded).join("="))
    .sort();
  const lines = names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}`);
  const key = decodeURIComponent(path).split("/").map(encoded).join("/");
  return [method, key, asked.join("&"), ...lines, "", names.join(";"), "UNSIGNED-PAYLOAD"].join(
    "\n",
  );
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)?.slice(1).map(Number);
  if (!parts) return badQuery("X-Amz-Date must be like 20250101T000000Z.");
  const [year = 0, month = 0, ...rest] = parts;
  return Date.UTC(year, month - 1, ...rest);
}

function badQuery(message: string): never {
  throw new S3Error(400, "AuthorizationQueryParametersError", message);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
