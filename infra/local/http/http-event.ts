import { clfTime } from "../events.ts";
import type { RouteMatch } from "./http-routes.ts";

/** A request as the API received it. */
export interface HttpRequest {
  readonly method: string;
  /** As on the wire, percent-encoded, without query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface HttpApiFacts {
  readonly apiId: string;
  readonly accountId: string;
  readonly stage: string;
}

/** Content types whose bodies reach the function as text; all others come base64-encoded. */
const TEXT = /^(text\/|application\/(json|xml|javascript)\b|application\/[\w.-]+\+(json|xml)\b)/i;

/** Event of payload format 2.0; `id` is unique per request, `now` in ms. */
export function httpEvent(
  api: HttpApiFacts,
  request: HttpRequest,
  { route, parameters }: RouteMatch,
  id: string,
  now: number,
): object {
  const { cookie, ...headers } = request.headers;
  const domainName = headers.host ?? "";
  const text = TEXT.test(headers["content-type"] ?? "");
  const query = Object.fromEntries(joined(new URLSearchParams(request.query)));
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: decoded(request.path),
    rawQueryString: request.query,
    ...(cookie ? { cookies: cookie.split(/;\s*/) } : {}),
    headers,
    ...(request.query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName,
      domainPrefix: domainName.split(".")[0],
      http: {
        method: request.method,
        path: decoded(request.path),
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: id,
      routeKey: route.key,
      stage: api.stage,
      time: clfTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    ...(request.body.length > 0 ? { body: request.body.toString(text ? "utf8" : "base64") } : {}),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/** Values of a repeated parameter are joined with commas. */
function joined(query: URLSearchParams): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return values;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
