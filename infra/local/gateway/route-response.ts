/** What a function's return value becomes for the caller. */
export type ProxyAnswer =
  | {
      readonly kind: "answer";
      readonly statusCode: number;
      readonly body: string;
      readonly base64: boolean;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: "malformed"; readonly reason: string };

/** The only keys that API Gateway accepts in a proxy function's return value. */
const KNOWN_KEYS = new Set([
  "statusCode",
  "body",
  "headers",
  "multiValueHeaders",
  "isBase64Encoded",
]);

/**
 * Reads a WebSocket route's return value as strictly as API Gateway does. Never throws.
 *
 * @param value whatever the function resolved to
 * @returns status and body (no body reads as ""), or why the value is refused
 */
export function readProxyAnswer(value: unknown): ProxyAnswer {
  if (typeof value !== "object" || value === null) {
    return { kind: "malformed", reason: `not an object: ${String(value)}` };
  }
  const answer = value as Record<string, unknown>;
  const unknown = Object.keys(answer).find(
    (key) => !KNOWN_KEYS.has(key) && answer[key] !== undefined,
  );
  if (unknown !== undefined) return { kind: "malformed", reason: `unknown key "${unknown}"` };
  const statusCode = Number(answer.statusCode ?? Number.NaN);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    return { kind: "malformed", reason: "no valid statusCode" };
  }
  const body = answer.body ?? "";
  if (typeof body !== "string") return { kind: "malformed", reason: "body is not a string" };
  const base64 = answer.isBase64Encoded === true;
  const headers = Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, header]) => [name, String(header)]),
  );
  return { kind: "answer", statusCode, body, base64, headers };
}
