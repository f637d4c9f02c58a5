import type { GenericSchema, InferOutput } from "valibot";
import { decode } from "../contract/decode.ts";
import { type Failure, type FailureCode, failure } from "../contract/result.ts";

/** A request of the HTTP API, payload format 2.0, as far as it is read here. */
export interface HttpEvent {
  readonly rawPath: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A body's longest length in UTF-8 bytes, where a route says nothing else. */
export const BODY_BYTES = 16 * 1024;

const STATUS: Readonly<Record<FailureCode, number>> = {
  bad_payload: 400,
  unknown_event: 404,
  too_large: 413,
  slow_down: 429,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  closed: 409,
  gone: 410,
  expected: 409,
  conflict: 409,
  bad_file: 422,
  no_agent: 409,
  refused: 422,
  unavailable: 503,
  internal: 500,
};

/** The body as it was signed. */
export function rawBody({ body = "", isBase64Encoded }: HttpEvent): string {
  return isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
}

/**
 * The body as JSON of a schema.
 * @param most bytes; a longer body is `too_large` and is not parsed
 */
export function readBody<S extends GenericSchema>(
  event: HttpEvent,
  schema: S,
  most = BODY_BYTES,
): { readonly ok: true; readonly value: InferOutput<S> } | Failure {
  const text = rawBody(event);
  if (Buffer.byteLength(text) > most) {
    return failure("too_large", `a body of at most ${most} bytes is read here`);
  }
  try {
    return decode(schema, JSON.parse(text));
  } catch {
    return failure("bad_payload", "the body is not JSON");
  }
}

/** 200 with the value, or the failure with its status. Answers are nobody's to cache unless they say so. */
export function answer(
  result: object,
  cache = "no-store",
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const { ok = true, ...body } = result as Partial<Failure> & Readonly<Record<string, unknown>>;
  const failed = ok ? undefined : (result as Failure);
  return {
    statusCode: failed ? STATUS[failed.code] : 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": failed ? "no-store" : cache,
      ...(failed ? {} : headers),
    },
    body: JSON.stringify(body),
  };
}
