import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Server } from "../../../functions/socketio/index.ts";
import { startServer, type Who } from "../local-api.ts";

/**
 * `npm run conformance:python`: Debian's python3-socketio against the server library behind the local WebSocket API, without any option made for it.
 * Exits with 0 when every check passed, 1 when one failed, and 3, saying so, when there is no python3-socketio to run.
 */
const CLIENT = fileURLToPath(new URL("./client.py", import.meta.url));
/** Debian's own interpreter sees Debian's packages; another `python3` on the path may not. */
const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";
const NOT_RUN = 3;
/** Short, so that the run of a few seconds contains several pings. */
const PING = { pingInterval: 400, pingTimeout: 400 };

function python(...args: readonly string[]): Promise<number> {
  const child = spawn(PYTHON, args, { stdio: ["ignore", "inherit", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(NOT_RUN));
    child.once("close", (code) => {
      if (code === 1 && errors) console.error(errors);
      resolve(code ?? 1);
    });
  });
}

function register(io: Server<Who>, cut: (connection: string) => void): void {
  io.of("/")
    .use(({ auth }) => (auth.token === "bad" ? { message: "no entry" } : undefined))
    .on("connection", (socket) => void socket.emit("welcome", socket.connectionId))
    .event("echo", async (_socket, args) => args)
    .event("cut", async (socket) => void cut(socket.connectionId))
    .event("fan", async (_socket, [to, text]) => [
      await io.post(String(to), io.of("/").encode("note", text)),
    ]);
  io.of("/desk").event("where", async (socket) => [socket.namespace]);
}

async function run(): Promise<number> {
  if ((await python("-c", "import socketio, websocket")) !== 0) {
    console.error(
      "NOT RUN: python3-socketio is missing. apt-get install python3-socketio python3-websocket",
    );
    return NOT_RUN;
  }
  const server = await startServer(
    (io) => register(io, (connection) => server.gateway.connections.remove(connection)),
    PING,
  );
  const pings = setInterval(() => {
    for (const id of server.gateway.connections.ids()) void server.io.ping(id);
  }, PING.pingInterval / 2);
  try {
    return await python(CLIENT, server.url, server.gateway.api.stage);
  } finally {
    clearInterval(pings);
    await server.close();
  }
}

process.exit(await run());
