import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ConformanceServer,
  ENGINE_PATH,
  SOCKET_PATH,
  startConformance,
} from "./conformance-server.ts";
import { type Check, engineChecks } from "./engine-checks.ts";
import { RawClient } from "./raw-client.ts";
import { socketChecks } from "./socket-checks.ts";

const QUERY = "EIO=4&transport=websocket";

/** The protocol suites' checks, in our own words, run as raw frames against the server of `npm run conformance`. */
describe.each([
  { mode: "as strict as API Gateway", allowBinary: false },
  { mode: "with binary frames let through", allowBinary: true },
])("$mode", ({ allowBinary }) => {
  let server: ConformanceServer;
  const clients: RawClient[] = [];

  beforeAll(async () => {
    server = await startConformance({ allowBinary });
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await server.close();
  });

  const open = (path: string, query = QUERY) => {
    const client = new RawClient(`ws://127.0.0.1:${server.port}${path}?${query}`);
    clients.push(client);
    return client;
  };

  /** A check that can't pass on a strict gateway must fail there in exactly that way. */
  async function run(check: Check, path: string): Promise<void> {
    const passes = check.run((query) => open(path, query));
    if (allowBinary || !check.binary) return passes;
    const code = await Promise.race([passes, clients.at(-1)?.closed]);
    expect(code).toBe(1003);
  }

  test.for(engineChecks)("[SIO80] Engine.IO: $name", (check) => run(check, ENGINE_PATH));
  test.for(socketChecks)("[SIO81] Socket.IO: $name", (check) => run(check, SOCKET_PATH));

  test("[SIO82] nothing but three binary checks separates a strict gateway from full conformance", () => {
    const impossible = (checks: readonly Check[]) => checks.filter(({ binary }) => binary).length;
    expect([engineChecks.length, impossible(engineChecks)]).toEqual([9, 1]);
    expect([socketChecks.length, impossible(socketChecks)]).toEqual([22, 2]);
  });
});

describe("the command", () => {
  test("[SIO83] prints where both servers listen, serves them on one port, and ends when told to", async () => {
    const root = join(import.meta.dirname, "../..");
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    const command = join(root, "test/protocol/conformance.ts");
    const child = spawn(process.execPath, [tsx, command], { cwd: root });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const text = await new Promise<string>((resolve) => {
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
        if (output.includes("Ctrl+C")) resolve(output);
      });
    });
    const urls = text.match(/ws:\S+/g) ?? [];
    expect(urls.map((url) => new URL(url).pathname)).toEqual([ENGINE_PATH, SOCKET_PATH]);
    for (const url of urls) {
      const client = new RawClient(`${url}?${QUERY}`);
      expect(String(await client.next())).toMatch(/^0\{/);
      client.close();
    }
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});
