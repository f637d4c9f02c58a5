import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { cleanUp, later, temporaryFolder } from "./stage-kit.ts";

afterEach(cleanUp);

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** `npm start` as a process of its own. */
class Start {
  readonly #child: ChildProcess;
  output = "";
  readonly exit: Promise<number | null>;

  constructor(env: Record<string, string>, ...args: string[]) {
    this.#child = spawn(process.execPath, ["--import", "tsx", "infra/local/start.ts", ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.output += chunk;
      });
    }
    this.exit = new Promise((resolve) => this.#child.once("exit", resolve));
    later(() => this.#child.kill("SIGKILL"));
  }

  async ready(): Promise<void> {
    const ended = this.exit.then((code) => {
      throw new Error(`ended with ${code}: ${this.output}`);
    });
    while (!this.output.includes("Heed is running")) {
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  }

  stop(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exit;
  }
}

/** The first of three free ports in a row. */
async function freePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all([port, port + 1, port + 2].map(isFree));
    if (free.every(Boolean)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

test("[LOC42] a taken port is named, with the way to choose another, and ends with code 1", async () => {
  const port = await freePorts();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port + 1, "127.0.0.1", resolve));
  later(() => squatter.close());
  const start = new Start({ PORT: String(port), HEED_HOME: temporaryFolder() });
  expect(await start.exit).toBe(1);
  expect(start.output).toContain(`Port ${port + 1} is taken.`);
  expect(start.output).toContain("three other ports");
  expect(start.output).toContain("PORT=");
  expect(start.output).not.toContain("    at ");
});

test("[LOC42] a folder that can't be written is named, with the way to choose another", async () => {
  const HEED_HOME = "/dev/null/heed";
  const start = new Start({ PORT: String(await freePorts()), HEED_HOME });
  expect(await start.exit).toBe(1);
  expect(start.output.trim()).toBe(
    `Nothing can be written in ${HEED_HOME} (ENOTDIR); name another one in HEED_HOME.`,
  );
});

test.each([["not-a-port"], ["70000"]])(
  "[LOC42] PORT=%s is refused with the usage",
  async (PORT) => {
    const start = new Start({ PORT });
    expect(await start.exit).toBe(1);
    expect(start.output).toContain("Usage: npm start");
  },
);

test("[LOC43] Ctrl-C closes everything, a second start finds the data, --fresh forgets it", async () => {
  const port = await freePorts();
  const env = { PORT: String(port), HEED_HOME: temporaryFolder() };
  const first = new Start(env);
  await first.ready();
  for (const path of ["console/", "api/"]) {
    expect(first.output).toContain(`http://localhost:${port + 1}/${path}`);
  }
  const keys = () => jwks(port + 1);
  const known = await keys();
  expect(await first.stop("SIGINT")).toBe(0);
  expect(await isFree(port)).toBe(true);
  expect(await isFree(port + 1)).toBe(true);

  const second = new Start(env, "--quiet");
  await second.ready();
  expect(await keys()).toBe(known);
  expect(await second.stop("SIGTERM")).toBe(0);

  const fresh = new Start(env, "--fresh");
  await fresh.ready();
  expect(await keys()).not.toBe(known);
  expect(await fresh.stop("SIGINT")).toBe(0);
}, 120_000);

async function jwks(port: number): Promise<string> {
  const response = await fetch(`http://localhost:${port}/idp/.well-known/jwks.json`);
  return response.text();
}
