import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { readAssembly } from "./assembly.ts";
import { Closers } from "./closers.ts";
import { lockFolder } from "./folder-lock.ts";
import { PortTaken, type Stage, startStage } from "./run.ts";
import { synthesize } from "./synthesize.ts";

/** The demo shop's address, and how to stop it. */
export interface RunningShop {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the demo shop. */
export type StartShop = (options: {
  readonly port: number;
  /** Address of the HTTP API, ending in `/api/`. */
  readonly apiUrl: string;
  /** What the shop's pages contain. */
  readonly scriptTag: string;
  /** The secret that the shop shares with Heed. */
  readonly shopSecret: string;
  /** Where attached files are put and fetched; for the shop's policy. */
  readonly filesOrigin: string;
}) => Promise<RunningShop>;

export interface ServeOptions {
  /** The repository. */
  readonly root: string;
  /** Folder for the build and the data. */
  readonly home: string;
  /** Port of the demo shop; the stage listens on the next two. */
  readonly port: number;
  /** Forget the data of earlier runs. */
  readonly fresh: boolean;
  readonly startShop?: StartShop;
  /** Called once the stage runs, to fill its table. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly log: (line: string) => void;
}

/** A local stage with its demo shop. */
export interface Served {
  readonly stage: Stage;
  readonly shop: RunningShop | undefined;
  close(): Promise<void>;
}

const STAGE = "dev";

/**
 * Builds the stage `dev` and runs it with the demo shop, keeping its data.
 *
 * @throws PortTaken before anything is built
 * @throws FolderBusy when another stage uses the home folder
 * @throws FolderUnusable when it can't be written
 */
export async function serve(options: ServeOptions): Promise<Served> {
  for (const more of [0, 1, 2]) await checkPort(options.port + more);
  const closers = new Closers();
  closers.add(await lockFolder(options.home));
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: ServeOptions, closers: Closers): Promise<Served> {
  const { root, home, port, log, signal } = options;
  const folder = join(home, "data");
  if (options.fresh) await rm(folder, { recursive: true, force: true });
  const out = join(home, "cdk.out");
  await synthesize({ root, out, stage: STAGE, ...(signal ? { signal } : {}) });
  const shopOrigins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const stage = await startStage({
    ...(await readAssembly(out, `Heed-${STAGE}`)),
    folder,
    port: port + 1,
    log,
    shops: shopOrigins,
    environment: { HEED_ORIGINS: (origins) => [origins, ...shopOrigins].join(",") },
  });
  closers.add(() => stage.close());
  await options.prepare?.(stage);
  const shop = await options.startShop?.({
    port,
    apiUrl: stage.outputs.ApiUrl ?? "",
    scriptTag: stage.outputs.ScriptTag ?? "",
    shopSecret: shopSecret(stage),
    filesOrigin: stage.outputs.FilesOrigin ?? "",
  });
  if (shop) closers.add(() => shop.close());
  return { stage, shop, close: () => closers.close() };
}

/** The generated secret that the stack calls the shop's. */
function shopSecret({ secrets }: Stage): string {
  const found = Object.entries(secrets).find(([id]) => id.startsWith("SecretsShop"));
  if (!found) throw new Error("The template has no secret for the shop.");
  return found[1];
}

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(port) : error),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}
