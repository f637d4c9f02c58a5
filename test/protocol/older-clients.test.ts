import { io as io48 } from "socket.io-client";
import { io as io40 } from "socket.io-client-4-0";
import { io as io45 } from "socket.io-client-4-5";
import { io as io47 } from "socket.io-client-4-7";
import { afterEach, describe, expect, test } from "vitest";
import type { Server } from "../../functions/socketio/index.ts";
import { type RunningServer, startServer, until, type Who } from "./local-api.ts";

/** What these tests need of a client, whatever its version's own types. */
interface Client {
  readonly connected: boolean;
  on(event: string, listener: (...args: never[]) => void): unknown;
  once(event: string, listener: (...args: never[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  disconnect(): unknown;
  readonly io: { socket(namespace: string): Client; readonly engine: { close(): unknown } };
}
type Io = (url: string, options: object) => Client;

const versions: Readonly<Record<string, Io>> = {
  "4.0.2": io40 as unknown as Io,
  "4.5.4": io45 as unknown as Io,
  "4.7.5": io47 as unknown as Io,
  "4.8.4": io48 as unknown as Io,
};

let server: RunningServer;
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await server.close();
});

function register(io: Server<Who>): void {
  io.of("/")
    .use(({ auth }) => (auth.token === "bad" ? { message: "no entry", data: 7 } : undefined))
    .on("connection", (socket) => void socket.emit("welcome", socket.connectionId))
    .event("echo", async (_socket, args) => args)
    .event("fan", async (_socket, [to, text]) => [
      await io.post(String(to), io.of("/").encode("note", text)),
    ]);
  io.of("/desk").event("where", async (socket) => [socket.namespace]);
}

const heard = <T>(client: Client, event: string) =>
  new Promise<T>((resolve) => client.once(event, (value: never) => resolve(value)));
const asked = <T>(client: Client, event: string, ...args: unknown[]) =>
  new Promise<T>((resolve) => client.emit(event, ...args, resolve));

/** The two ways in for a client that always adds a slash to its path; both work with every version. */
const ways = {
  "the root of a domain": { paths: ["/"], options: { path: "/" } },
  "a stage's own path": { paths: ["/dev"], options: { path: "/dev?", query: { _: "" } } },
} as const;

describe.each(Object.entries(versions))("socket.io-client %s", (_version, connect) => {
  const open = (options: object): Client => {
    const client = connect(server.url, {
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 10,
      reconnectionDelayMax: 20,
      ...options,
    });
    clients.push(client);
    return client;
  };

  describe.each(Object.entries(ways))("at %s", (_place, { paths, options }) => {
    test("[SIO91] is greeted, emits with acks, hears others, and joins a namespace", async () => {
      server = await startServer(register, {}, { paths });
      const [one, two] = [open(options), open(options)];
      const [, id] = await Promise.all([heard(one, "welcome"), heard<string>(two, "welcome")]);
      expect(await asked(one, "echo", { ä: [1, null] })).toEqual({ ä: [1, null] });
      const note = heard(two, "note");
      expect(await asked(one, "fan", id, "hello")).toBe("sent");
      expect(await note).toBe("hello");
      const desk = one.io.socket("/desk");
      expect(await asked(desk, "where")).toBe("/desk");
      desk.disconnect();
      expect(await asked(one, "echo", "still here")).toBe("still here");
      expect(server.gateway.stats).toMatchObject({ connects: 2, emptyFrames: 0, errorFrames: 0 });
    });

    test("[SIO91] is told of a refusal, and comes back after a cut", async () => {
      server = await startServer(register, {}, { paths });
      const refused = open({ ...options, auth: { token: "bad" }, reconnection: false });
      expect(await heard<Error>(refused, "connect_error")).toMatchObject({
        message: "no entry",
        data: 7,
      });
      refused.disconnect();
      const client = open(options);
      const id = await heard<string>(client, "welcome");
      const again = heard<string>(client, "welcome");
      client.io.engine.close();
      expect(await again).not.toBe(id);
    });
  });

  test("[SIO91] stays while it is pinged", async () => {
    // So long that a busy machine pings in time, and shorter together than what follows.
    server = await startServer(register, { pingInterval: 500, pingTimeout: 1000 });
    const client = open(ways["a stage's own path"].options);
    const id = await heard<string>(client, "welcome");
    for (let n = 0; n < 5; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(await server.io.ping(id)).toBe("sent");
    }
    expect(client.connected).toBe(true);
  });

  test("[SIO92] a slash behind the stage is not the stage's path, so a plain path needs `addTrailingSlash: false`", async () => {
    server = await startServer(register);
    const plain = open({ path: "/dev", addTrailingSlash: false, reconnection: false });
    const outcome = await Promise.race([
      heard(plain, "welcome").then(() => "in"),
      heard(plain, "connect_error").then(() => "refused"),
    ]);
    const knowsTheOption = connect === versions["4.7.5"] || connect === versions["4.8.4"];
    expect(outcome).toBe(knowsTheOption ? "in" : "refused");
    await until(() => server.gateway.stats.refused[403] === (knowsTheOption ? undefined : 1));
  });
});
