import { createContext, runInContext } from "node:vm";
import { isRecord, TemplateError } from "../template-error.ts";

export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
}

/** What a function on viewer-request decides: go on with this URI, or answer now. */
export type EdgeVerdict =
  | { readonly kind: "forward"; readonly uri: string }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** Generous, since it counts the time in which a busy machine does something else. */
const TIME_LIMIT_MS = 1_000;

/**
 * Compiles a CloudFront function for viewer requests.
 *
 * @param source JavaScript that defines `handler(event)`
 * @throws TemplateError when it doesn't
 */
export function edgeFunction(source: string): (request: EdgeRequest) => EdgeVerdict {
  const context = createContext({});
  runInContext(source, context, { timeout: TIME_LIMIT_MS });
  if (runInContext("typeof handler", context) !== "function") {
    throw new TemplateError("A CloudFront function must define handler(event).");
  }
  return (request) => {
    const event = JSON.stringify(JSON.stringify(edgeEvent(request)));
    const code = `JSON.stringify(handler(JSON.parse(${event})))`;
    const answer: unknown = JSON.parse(
      String(runInContext(code, context, { timeout: TIME_LIMIT_MS })),
    );
    return readVerdict(answer, request);
  };
}

function edgeEvent({ method, uri, query, headers, ip }: EdgeRequest): object {
  const values = (entries: Iterable<[string, string]>) =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  return {
    version: "1.0",
    context: { eventType: "viewer-request" },
    viewer: { ip },
    request: {
      method,
      uri,
      querystring: values(new URLSearchParams(query)),
      headers: values(Object.entries(headers)),
      cookies: {},
    },
  };
}

function readVerdict(answer: unknown, request: EdgeRequest): EdgeVerdict {
  if (isRecord(answer) && typeof answer.statusCode === "number") {
    const headers = Object.entries(isRecord(answer.headers) ? answer.headers : {}).map(
      ([name, header]) => [name.toLowerCase(), isRecord(header) ? String(header.value) : ""],
    );
    const body = isRecord(answer.body) ? answer.body.data : answer.body;
    return {
      kind: "answer",
      status: answer.statusCode,
      headers: Object.fromEntries(headers),
      body: String(body ?? ""),
    };
  }
  const uri = isRecord(answer) ? String(answer.uri ?? request.uri) : request.uri;
  return { kind: "forward", uri };
}
