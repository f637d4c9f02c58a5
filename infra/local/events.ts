/** Pure builders of the events that API Gateway, SQS and EventBridge hand to functions. */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** What a WebSocket event tells about its connection. */
export interface SocketFacts {
  readonly connectionId: string;
  readonly connectedAt: number;
  /** Host that the client connected to. */
  readonly domainName: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly authorizer?: Record<string, string | number> | undefined;
}

/** What a WebSocket event tells about its API. */
export interface SocketApiFacts {
  readonly apiId: string;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
}

export interface HandshakeFacts {
  /** Names as the client spelled them. */
  readonly headers: Record<string, string>;
  readonly query: URLSearchParams;
}

type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";

/** `requestContext` of a WebSocket event; `id` is unique per request, `now` in ms. */
export function socketContext(
  api: SocketApiFacts,
  socket: SocketFacts,
  route: { readonly eventType: EventType; readonly routeKey: string },
  id: string,
  now: number,
) {
  return {
    routeKey: route.routeKey,
    ...(route.eventType === "MESSAGE" ? { messageId: id } : {}),
    eventType: route.eventType,
    extendedRequestId: id,
    requestTime: clfTime(now),
    messageDirection: "IN",
    stage: api.stage,
    connectedAt: socket.connectedAt,
    requestTimeEpoch: now,
    identity: { userAgent: socket.userAgent, sourceIp: socket.sourceIp },
    requestId: id,
    domainName: socket.domainName,
    connectionId: socket.connectionId,
    apiId: api.apiId,
    ...(socket.authorizer ? { authorizer: socket.authorizer } : {}),
  };
}

type SocketContext = ReturnType<typeof socketContext>;

/** Event of the `$connect` route. */
export function connectEvent(handshake: HandshakeFacts, requestContext: SocketContext) {
  return { ...handshakeFields(handshake), requestContext, isBase64Encoded: false };
}

/** Event of a Lambda REQUEST authorizer; `methodArn` is what its policy must allow. */
export function authorizerEvent(
  api: SocketApiFacts,
  handshake: HandshakeFacts,
  requestContext: SocketContext,
) {
  const arn = `arn:aws:execute-api:${api.region}:${api.accountId}:${api.apiId}/${api.stage}/$connect`;
  return {
    type: "REQUEST",
    methodArn: arn,
    ...handshakeFields(handshake),
    stageVariables: {},
    requestContext,
  };
}

/** Event of `$default` or a custom route. */
export function messageEvent(body: string, base64: boolean, requestContext: SocketContext) {
  return { requestContext, body, isBase64Encoded: base64 };
}

/** Event of the `$disconnect` route. */
export function disconnectEvent(code: number, reason: string, requestContext: SocketContext) {
  return {
    headers: { Host: requestContext.domainName },
    multiValueHeaders: { Host: [requestContext.domainName] },
    requestContext: {
      ...requestContext,
      disconnectStatusCode: code,
      disconnectReason: reason,
    },
    isBase64Encoded: false,
  };
}

/** A moment as access logs write it: `22/Nov/2025:05:30:00 +0000`. */
export function clfTime(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

function handshakeFields({ headers, query }: HandshakeFacts) {
  const names = [...new Set(query.keys())];
  const single = Object.fromEntries(names.map((name) => [name, query.getAll(name).at(-1) ?? ""]));
  const multi = Object.fromEntries(names.map((name) => [name, query.getAll(name)]));
  return {
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value]]),
    ),
    queryStringParameters: names.length > 0 ? single : undefined,
    multiValueQueryStringParameters: names.length > 0 ? multi : undefined,
  };
}
