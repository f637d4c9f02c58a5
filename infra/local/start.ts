import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FolderBusy, FolderUnusable, PortTaken, TemplateError } from "./run.ts";
import { type Served, type ServeOptions, type StartShop, serve } from "./serve.ts";

/** `npm start`: Heed on this machine. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const home = resolve(
  process.env.HEED_HOME || fileURLToPath(new URL("../../.heed", import.meta.url)),
);
const DEFAULT_PORT = 4400;
const HIGHEST_PORT = 65_533;
const usage = `Usage: npm start [-- --fresh] [-- --quiet]
  --fresh  forget the data of earlier runs
  --quiet  don't print what the functions log
  PORT=n   where the demo shop is (default ${DEFAULT_PORT}); the rest is on the next two ports
  HEED_HOME=folder  where build and data are kept (default .heed)`;
// The seeding below uses the SDK, whose notice about Node 20 is for its operators.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

await main();

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    console.error(usage);
    process.exitCode = 1;
    return;
  }
  const from = performance.now();
  const stopping = new AbortController();
  let served: Served | undefined;
  let closed = false;
  const stop = (signal: NodeJS.Signals) => {
    // Whoever asks twice doesn't want to wait.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
    console.log(`\n${signal}: closing.`);
    if (served) void closeAll(served).then(() => process.exit(0));
  };
  const closeAll = async (running: Served) => {
    if (closed) return;
    closed = true;
    await running.close();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  try {
    served = await serve({ ...options, ...(await parts()), signal: stopping.signal });
    if (stopping.signal.aborted) {
      await closeAll(served);
      process.exit(0);
    }
    announce(served, (performance.now() - from) / 1000);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    console.error(explain(error));
    process.exit(1);
  }
}

function readOptions(): Pick<ServeOptions, "root" | "home" | "port" | "fresh" | "log"> | undefined {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    console.error(`PORT must be a number from 1 to ${HIGHEST_PORT}, not "${process.env.PORT}".`);
    return undefined;
  }
  try {
    const { values } = parseArgs({
      options: { fresh: { type: "boolean" }, quiet: { type: "boolean" } },
    });
    const log = values.quiet ? () => {} : (line: string) => console.log(line);
    return { root, home, port, fresh: values.fresh ?? false, log };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** The demo shop and the demo agents' profiles, which belong to other parts of the repository. */
async function parts(): Promise<Pick<ServeOptions, "startShop" | "prepare">> {
  const { addDemoAgents } = await import("../agents/demo.ts");
  const shop = new URL("../../web/shop/server.ts", import.meta.url);
  const { startShop } = existsSync(shop)
    ? ((await import(shop.href)) as { readonly startShop: StartShop })
    : { startShop: undefined };
  return {
    ...(startShop ? { startShop } : {}),
    prepare: (stage) => addDemoAgents(stage.endpoint("dynamodb"), stage.outputs.TableName ?? ""),
  };
}

function announce({ stage, shop }: Served, seconds: number): void {
  const lines = [
    ["Demo shop", shop?.url],
    ["Agent console", stage.outputs.ConsoleUrl],
    ["HTTP API", stage.outputs.ApiUrl],
  ] as const;
  console.log(`\nHeed is running (ready in ${seconds.toFixed(1)} s).\n`);
  for (const [name, url] of lines) if (url) console.log(`  ${name.padEnd(14)} ${url}`);
  console.log(
    "\nSign in to the console as Aino, then linger over a full cart in the shop. Ctrl-C stops.\n",
  );
}

function explain(error: unknown): string {
  if (error instanceof PortTaken) {
    const others = "PORT=5000 npm start";
    return `${error.message} Somebody else listens there; choose three other ports in a row, such as ${others}.`;
  }
  const told = [TemplateError, FolderBusy, FolderUnusable].some((type) => error instanceof type);
  if (told) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
