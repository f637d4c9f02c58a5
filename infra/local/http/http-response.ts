import { isRecord } from "../template-error.ts";

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const JSON_TYPE = { "content-type": "application/json" };

/** An error of the gateway's own. */
export function gatewayError(status: number, message: string): HttpResponse {
  return { status, headers: JSON_TYPE, body: Buffer.from(JSON.stringify({ message })) };
}

/**
 * Reads a function's return value as payload format 2.0 does: without `statusCode` the value
 * itself becomes a JSON body. Never throws; a malformed answer is an internal error.
 */
export function readHttpResponse(value: unknown): HttpResponse {
  if (!isRecord(value) || value.statusCode === undefined) {
    if (value === undefined || value === null) return gatewayError(500, "Internal Server Error");
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return { status: 200, headers: JSON_TYPE, body: Buffer.from(body) };
  }
  const status = Number(value.statusCode);
  const { body = "", headers = {}, cookies = [] } = value;
  const malformed =
    !Number.isInteger(status) ||
    status < 100 ||
    status > 599 ||
    typeof body !== "string" ||
    !isRecord(headers) ||
    !Array.isArray(cookies);
  if (malformed) return gatewayError(500, "Internal Server Error");
  const lower = Object.entries(headers).map(([name, each]) => [name.toLowerCase(), String(each)]);
  return {
    status,
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...Object.fromEntries(lower),
      ...(cookies.length > 0 ? { "set-cookie": cookies.map(String) } : {}),
    },
    body: Buffer.from(body, value.isBase64Encoded === true ? "base64" : "utf8"),
  };
}
