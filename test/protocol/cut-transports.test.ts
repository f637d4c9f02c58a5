import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import type { Manager } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { cutTransports } from "../../web/shared/transport/cut-transports.ts";
import type { heedTransport } from "../../web/shared/transport/index.ts";
import { startServer } from "./local-api.ts";

const ROOT = join(import.meta.dirname, "../..");
const ENTRY = `
  export { Manager } from "socket.io-client";
  export { heedTransport } from "./web/shared/transport/index.ts";
`;

async function bundle(contents: string, ...plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    plugins,
  });
  return outputFiles[0]?.text ?? "";
}

const zipped = (text: string) => gzipSync(text, { level: 9 }).length;

describe("the browser bundle", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "transport-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("[SIO62] loses the transports that a site with its own never uses", async () => {
    const before = await bundle(ENTRY);
    const after = await bundle(ENTRY, cutTransports());
    expect(before).toContain("XMLHttpRequest");
    expect(after).not.toContain("XMLHttpRequest");
    expect(after).not.toContain("WebTransport(");
    expect(zipped(before) - zipped(after)).toBeGreaterThan(2_000);
    expect(zipped(after)).toBeLessThan(12_500);
  });

  test("[SIO62] leaves other packages' side effects alone", async () => {
    await writeFile(join(folder, "effect.js"), "globalThis.happened = true;");
    const code = await bundle(
      `import ${JSON.stringify(join(folder, "effect.js"))};`,
      cutTransports(),
    );
    expect(code).toContain("happened");
  });

  test("[SIO62] and still talks to the back end", async () => {
    const file = join(folder, "client.mjs");
    await writeFile(file, await bundle(ENTRY, cutTransports()));
    // The bundle takes the browser's WebSocket when it is loaded.
    Object.assign(globalThis, { WebSocket });
    const client: { Manager: typeof Manager; heedTransport: typeof heedTransport } = await import(
      pathToFileURL(file).href
    );
    const server = await startServer((io) =>
      io.of("/").event("echo", async (_socket, args) => args),
    );
    const manager = new client.Manager(server.url, {
      path: server.path,
      addTrailingSlash: false,
      transports: [client.heedTransport({ heartbeat: 60_000 })],
    });
    expect(await manager.socket("/").emitWithAck("echo", "hello")).toBe("hello");
    manager._close();
    await server.close();
  });
});
