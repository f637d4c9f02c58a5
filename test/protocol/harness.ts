import {
  type Connections,
  createServer,
  type ErrorPlace,
  type PostResult,
  type Server,
  type ServerOptions,
  type WebSocketEvent,
} from "../../functions/socketio/index.ts";

/** The authorizer's context in these tests. */
export interface Who {
  readonly user: string;
  readonly transport: "own" | "stock";
}

export const OWN: Who = { user: "ada", transport: "own" };
export const STOCK: Who = { user: "ada", transport: "stock" };

export type Posted = readonly [connectionId: string, frame: string | Uint8Array];

/** A gateway that notes what it is asked to do. `answers` are given to the posts in turn, then `sent`. */
export function fakeConnections(answers: PostResult[] = []) {
  const posted: Posted[] = [];
  const closed: string[] = [];
  const connections: Connections = {
    async post(connectionId, frame) {
      posted.push([connectionId, frame]);
      return answers.shift() ?? "sent";
    },
    async disconnect(connectionId) {
      closed.push(connectionId);
    },
  };
  return { connections, posted, closed };
}

/** A `$default` event with a text frame. */
export function frame(body: string, context: Who = OWN, connectionId = "c1"): WebSocketEvent<Who> {
  return { requestContext: { connectionId, eventType: "MESSAGE", authorizer: context }, body };
}

/** A `$default` event with a binary frame. */
export function bytes(data: readonly number[], context: Who = STOCK): WebSocketEvent<Who> {
  return {
    requestContext: { connectionId: "c1", eventType: "MESSAGE", authorizer: context },
    body: Buffer.from(data).toString("base64"),
    isBase64Encoded: true,
  };
}

/** A server on a fake gateway, with everything that leaves it. */
export function setUp(options: Partial<ServerOptions<Who>> = {}, answers: PostResult[] = []) {
  const fake = fakeConnections(answers);
  const errors: { error: unknown; place: ErrorPlace }[] = [];
  let ids = 0;
  const io: Server<Who> = createServer<Who>({
    ...fake.connections,
    isBatching: (context) => context.transport === "own",
    onError: (error, place) => errors.push({ error, place }),
    newId: () => `id${++ids}`,
    ...options,
  });
  const body = async (event: WebSocketEvent<Who>) => (await io.handle(event)).body;
  return { io, body, errors, posted: fake.posted, closed: fake.closed };
}
