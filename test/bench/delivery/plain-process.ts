import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { WebSocketServer } from "ws";
import { createDynamoClient, createDynamoStore } from "../../../functions/adapters/dynamo/index.ts";
import { createRequestedTable } from "../../../functions/adapters/dynamo/requested-table.ts";
import { createStore } from "../../../functions/adapters/dynamo/store.ts";
import { createTableClient } from "../../../functions/adapters/dynamo/table-client.ts";
import { accessTo } from "../../../functions/handlers/environment.ts";
import type { Store } from "../../../functions/ports.ts";

/** Where the plain servers listen. */
export interface PlainFacts {
  /** With the SDK's client, as anybody would write it. */
  readonly socketio: string;
  /** With the client that Heed's functions have. */
  readonly socketioOwnClient: string;
  readonly ws: string;
}

/** One message on its way to the plain servers. */
export interface PlainMessage {
  readonly conversation: string;
  readonly outbox: string;
  readonly n: number;
  readonly text: string;
}

/**
 * What Heed is compared with, in a process of its own: `socket.io` that makes the very two writes of a message that Heed makes, in the same order, by the same store and
 * into the same table, once by the AWS SDK and once by Heed's own client; and a bare WebSocket server that puts what it echoes. The SDK finds the table service by the environment, as in a function.
 */
const [table = ""] = process.argv.slice(2);
const MONTH_MS = 30 * 24 * 60 * 60_000;
const options = { keepConversationsMs: MONTH_MS };
const bySdk = createDynamoStore({ client: createDynamoClient(), table, ...options });
const { request } = createTableClient(accessTo(process.env, "DYNAMODB"));
const byOwnClient = createStore(createRequestedTable(request, table), options);
/** Ids and names as long as Heed's, so that what is written is as large. */
const IDS = { shopper: "plain-shopper-22-chars", agent: "plain-agent-22-letters" };
const AGENT_NAME = "Bench 1";

const raw = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
raw.on("connection", (socket) => {
  socket.on("message", async (data) => {
    const { conversation, outbox, n, text } = JSON.parse(String(data)) as PlainMessage;
    const body = { kind: "text", text } as const;
    const from = { kind: "shopper" } as const;
    await bySdk.putMessage({ conversation, outbox, n, seq: n, body, from, at: Date.now() });
    socket.send(String(data));
  });
});

/** Starts one `socket.io` server; returns its address. */
async function serve(store: Store): Promise<string> {
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"], serveClient: false });
  io.on("connection", async (socket) => {
    const { conversation, party } = socket.handshake.auth as {
      conversation: string;
      party: "shopper" | "agent";
    };
    const id = IDS[party];
    if (party === "shopper") await begin(store, conversation);
    await store.join(
      conversation,
      {
        connection: socket.id,
        party,
        owner: id,
        expiresAt: Date.now() + 3_600_000,
      },
      Date.now(),
    );
    await socket.join(conversation);
    socket.on("message:send", async (message: PlainMessage, ack: (answer: object) => void) => {
      const appended = await store.append({
        conversation,
        author: { role: party, id },
        from: party === "shopper" ? { kind: "shopper" } : { kind: "agent", id, name: AGENT_NAME },
        outbox: message.outbox,
        n: message.n,
        body: { kind: "text", text: message.text },
        at: Date.now(),
      });
      if (appended.kind !== "appended") throw new Error(`the plain server's ${appended.kind}`);
      socket.to(conversation).emit("message", appended.message);
      await store.putMessage(appended.message);
      ack({ ok: true, seq: appended.message.seq });
    });
    socket.emit("joined");
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${portOf(http.address())}`;
}

/** A conversation that holds what Heed's hold when the first message comes. */
async function begin(store: Store, id: string): Promise<void> {
  const now = Date.now();
  await store.createHead({
    id,
    visitor: IDS.shopper,
    state: { kind: "active", round: 1, agent: IDS.agent, since: now },
    request: { language: "fi", languageConfidence: 0.8, since: now, priority: 0, tried: [] },
    seq: 0,
    read: { shopper: 0, agent: 0 },
    startedAt: now,
    activeAt: now,
    agentName: AGENT_NAME,
  });
  await store.append({
    conversation: id,
    author: { role: "system" },
    from: { kind: "system" },
    outbox: "system:joined:1",
    n: 1,
    body: { kind: "notice", notice: "agent-joined", name: AGENT_NAME },
    at: now,
  });
}

const portOf = (address: unknown) => (address as AddressInfo).port;
const facts: PlainFacts = {
  socketio: await serve(bySdk),
  socketioOwnClient: await serve(byOwnClient),
  ws: `ws://127.0.0.1:${portOf(raw.address())}`,
};
process.on("message", () => process.send?.(process.cpuUsage()));
process.on("disconnect", () => process.exit());
process.send?.(facts);
