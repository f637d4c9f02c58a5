import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { Manager, Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cutTransports } from "../../web/shared/transport/cut-transports.ts";
import type { heedTransport } from "../../web/shared/transport/index.ts";
import { launchChromium } from "../browser/chromium.ts";
import { type RunningServer, startServer } from "./local-api.ts";

/** What the bundle leaves in the page, and what the tests keep there. */
interface InPage {
  client: { Manager: typeof Manager; heedTransport: typeof heedTransport };
  socket: Socket;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { Manager } from "socket.io-client";
        export { heedTransport } from "./web/shared/transport/index.ts";
      `,
      resolveDir: join(import.meta.dirname, "../.."),
      loader: "ts",
    },
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "client",
    platform: "browser",
    target: "es2022",
    write: false,
    plugins: [cutTransports()],
  });
  return outputFiles[0]?.text ?? "";
}

describe("the own transport in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer((io) => io.of("/").event("echo", async (_socket, args) => args));
    browser = await launchChromium();
    page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    await page.evaluate(
      async ({ url, path }) => {
        const here = globalThis as unknown as InPage;
        const { Manager, heedTransport } = here.client;
        const manager = new Manager(url, {
          path,
          addTrailingSlash: false,
          transports: [heedTransport({ heartbeat: 50, answerWithin: 200 })],
          reconnection: false,
        });
        here.socket = manager.socket("/");
        await new Promise<void>((resolve) => here.socket.once("connect", resolve));
      },
      { url: server.url, path: server.path },
    );
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const messages = () => server.received.filter((frame) => frame !== "3");

  test("[SIO63] opens itself, joins a tick's packets, carries bytes and refuses what is too large", async () => {
    expect(messages()).toEqual(["40"]);
    const answers = await page.evaluate(async () => {
      const { socket } = globalThis as unknown as InPage;
      const small = [1, 2, 3, 4, 5].map((n) => socket.emitWithAck("echo", n));
      const large = socket.emitWithAck("echo", "🙂".repeat(9_000));
      const bytes = socket.emitWithAck("echo", Uint8Array.from([1, 2, 3]));
      return [await Promise.all(small), (await large).code, [...new Uint8Array(await bytes)]];
    });
    expect(answers).toEqual([[1, 2, 3, 4, 5], "too_large", [1, 2, 3]]);
    expect(
      messages()
        .slice(1)
        .map((frame) => frame.split("\x1e").length),
    ).toEqual([7]);
    expect(server.posted).toEqual([]);
  });

  test("[SIO63] keeps its heartbeat, and ends as a ping timeout when nobody answers it", async () => {
    const before = server.received.length;
    await page.waitForTimeout(400);
    expect(server.received.length - before).toBeGreaterThanOrEqual(4);
    server.intercept = async () => {
      throw new Error("down");
    };
    const reason = await page.evaluate(() => {
      const { socket } = globalThis as unknown as InPage;
      return new Promise<string>((resolve) => socket.once("disconnect", resolve));
    });
    expect(reason).toBe("ping timeout");
  });
});
