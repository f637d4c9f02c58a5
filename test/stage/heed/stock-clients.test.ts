import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoStore } from "../../../functions/adapters/dynamo/index.ts";
import { duePk, dueShard } from "../../../functions/adapters/dynamo/keys.ts";
import type { Due, Owner, Store } from "../../../functions/ports.ts";
import { type HeedStage, startHeed } from "../heed.ts";

const MINUTE = 60_000;

let heed: HeedStage;
let database: DynamoDBDocumentClient;
let store: Store;
const sockets: Socket[] = [];

beforeAll(async () => {
  heed = await startHeed();
  const client = new DynamoDBClient({
    endpoint: heed.stage.endpoint("dynamodb"),
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  database = DynamoDBDocumentClient.from(client);
  store = createDynamoStore({ client, table: heed.stage.outputs.TableName ?? "" });
});

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  database.destroy();
  await heed.close();
});

/** socket.io-client as anybody gets it from npm. */
function stock(query: Record<string, string>): Socket {
  const { origin, pathname } = new URL(heed.stage.urls.socket ?? "");
  const socket = io(origin, {
    path: pathname,
    addTrailingSlash: false,
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    query,
  });
  sockets.push(socket);
  return socket;
}

/** The next event of this name that fits. */
function hear<T>(socket: Socket, event: string, fits: (payload: T) => boolean = () => true) {
  return new Promise<T>((resolve) => {
    socket.on(event, (payload: T) => fits(payload) && resolve(payload));
  });
}

const ask = (socket: Socket, event: string, payload: object) =>
  socket.timeout(10_000).emitWithAck(event, payload);

/** What waits for the sweep about a connection, in the minutes when it should. */
async function pingsDue(connection: string): Promise<readonly Due[]> {
  const present = Math.floor(Date.now() / MINUTE);
  const found: Due[] = [];
  const ref = { kind: "connection", id: connection } as Due["ref"];
  for (let minute = present; minute < present + 10; minute++) {
    const { Items = [] } = await database.send(
      new QueryCommand({
        TableName: heed.stage.outputs.TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": duePk(dueShard(ref), minute) },
      }),
    );
    found.push(...(Items as Due[]).filter((row) => row.ref.id === connection));
  }
  return found;
}

/** Lets the ping be due now, and the minute's sweep run. */
async function sweepWhenDue(connection: string, owner: Owner): Promise<void> {
  const ref = { kind: "connection", id: connection, owner, until: Date.now() + MINUTE } as const;
  await store.addDue({ at: Date.now() - 1, ref });
  await heed.stage.invoke("timer", { "detail-type": "Scheduled Event" });
}

async function shopper() {
  const socket = stock({ role: "shopper" });
  const handshake = new Promise<object>((resolve) => {
    socket.io.engine.once("handshake", resolve as never);
  });
  const { credential } = await hear<{ credential: { visitor: string } }>(socket, "welcome");
  const owner: Owner = { role: "shopper", id: credential.visitor };
  return { socket, owner, connection: socket.id ?? "", handshake: await handshake };
}

test("[SIO89] an unmodified client is greeted with 540 s and 120 s, and chats with acks and events", async () => {
  const aino = await heed.agent("aino");
  const { socket, handshake } = await shopper();
  expect(handshake).toMatchObject({ pingInterval: 540_000, pingTimeout: 120_000, upgrades: [] });

  const opened = await ask(socket, "chat:open", { language: "fi" });
  expect(opened).toMatchObject({ ok: true });
  const conversation = opened.conversation.id as string;
  const { round } = await aino.hear("ring", (ring) => ring.conversation.id === conversation);
  await aino.ask("ring:accept", { conversation, round });
  await aino.ask("sync", { conversation, after: 0 });
  expect(await ask(socket, "sync", { conversation, after: 0 })).toMatchObject({ ok: true });

  const message = { conversation, outbox: "stock-outbox", n: 1, text: "Moi" };
  const sent = await ask(socket, "message:send", message);
  expect(sent).toMatchObject({ ok: true });
  const [heardSeq, answer] = [
    aino.hear("message", ({ outbox }) => outbox === "stock-outbox"),
    hear<{ outbox: string; body: object }>(
      socket,
      "message",
      ({ outbox }) => outbox === "aino-outbox",
    ),
  ];
  expect(await heardSeq).toMatchObject({ seq: sent.seq });
  await aino.ask("message:send", { conversation, outbox: "aino-outbox", n: 1, text: "Terve" });
  expect((await answer).body).toEqual({ kind: "text", text: "Terve" });
  expect(await ask(socket, "no:such", {})).toMatchObject({ ok: false, code: "unknown_event" });
});

test("[SIO89] the sweep's ping reaches it, its answer is heard, and the next ping is due", async () => {
  const { socket, owner, connection } = await shopper();
  expect(await store.connections(owner, Date.now())).toMatchObject([
    { id: connection, stock: true },
  ]);
  const [first] = await pingsDue(connection);
  expect((first?.at ?? 0) - Date.now()).toBeGreaterThan(6.9 * MINUTE);
  expect((first?.at ?? 0) - Date.now()).toBeLessThanOrEqual(8 * MINUTE);

  const pinged = new Promise<void>((resolve) => socket.io.once("ping", resolve));
  const frames = heed.stage.stats.sockets?.messagesIn ?? 0;
  await sweepWhenDue(connection, owner);
  await pinged;
  await expect.poll(() => heed.stage.stats.sockets?.messagesIn).toBe(frames + 1);
  expect(socket.connected).toBe(true);
  expect(await ask(socket, "consent", { given: false })).toMatchObject({ ok: true });
  expect(await pingsDue(connection)).not.toHaveLength(0);
});

test("[SIO89] a client of the own transport is never due for a ping", async () => {
  const own = await heed.shopper();
  expect(await pingsDue(own.socket.id ?? "")).toEqual([]);
});

test("[SIO85] a connection whose end nobody reported is cleaned up by its ping", async () => {
  const { socket, owner, connection } = await shopper();
  const gateway = heed.stage.sockets;
  if (!gateway) throw new Error("the stage has no WebSocket API");
  gateway.dropDisconnects = true;
  socket.disconnect();
  await expect.poll(() => gateway.connections.isOpen(connection)).toBe(false);
  gateway.dropDisconnects = false;
  expect(await store.connections(owner, Date.now())).toHaveLength(1);
  const gone = gateway.stats.posts.gone;
  await sweepWhenDue(connection, owner);
  expect(gateway.stats.posts.gone).toBe(gone + 1);
  expect(await store.connections(owner, Date.now())).toEqual([]);
});

test("[SIO89] an agent's unmodified client comes online and hears a ring", async () => {
  const socket = stock({ role: "agent", ticket: heed.ticket("tanel") });
  await hear(socket, "welcome");
  expect(await ask(socket, "presence", { status: "online" })).toMatchObject({ ok: true });
  const ring = hear<{ conversation: { id: string } }>(socket, "ring");
  const shopper = await heed.shopper();
  const { conversation } = await shopper.ask("chat:open", { language: "et" });
  expect((await ring).conversation.id).toBe(conversation.id);
  expect(await ask(socket, "inbox", {})).toMatchObject({ ok: true });
});
