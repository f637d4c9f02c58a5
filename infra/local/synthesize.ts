import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "./template-error.ts";

export interface SynthesizeOptions {
  /** The repository. */
  readonly root: string;
  /** Folder to write. */
  readonly out: string;
  /** Name of the stage, such as `dev`. */
  readonly stage: string;
  readonly signal?: AbortSignal;
}

/** What the build reads; anything else may change without a new one. */
const SOURCES = ["infra", "functions", "web"];
const SETTINGS = ["cdk.json", "package.json", "package-lock.json", "tsconfig.json"];
const STAMP = "sources.sha256";

/**
 * Builds and synthesizes a stage, as the CDK CLI would by calling the same app; skips it when the
 * folder already holds what these very sources gave.
 *
 * @returns whether anything had to be done
 * @throws when the app fails; its own words have gone to stderr
 */
export async function synthesize(options: SynthesizeOptions): Promise<boolean> {
  const { root, out, stage } = options;
  const stamp = `${stage} ${sourcesHash(root)}`;
  const known = await readFile(join(out, STAMP), "utf8").catch(() => undefined);
  if (known === stamp) return false;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await runApp(options);
  await writeFile(join(out, STAMP), stamp);
  return true;
}

async function runApp({ root, out, stage, signal }: SynthesizeOptions): Promise<void> {
  const settings: unknown = JSON.parse(await readFile(join(root, "cdk.json"), "utf8"));
  if (!isRecord(settings) || typeof settings.app !== "string") {
    throw new Error("cdk.json names no app.");
  }
  // The app's command line is "node …" by contract; this very node runs it, without a shell.
  const [, ...args] = settings.app.split(" ");
  const context = isRecord(settings.context) ? settings.context : {};
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    ...(signal ? { signal } : {}),
    env: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage }),
    },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`Building the stage failed (exit code ${code}).`);
}

/** Hash over the names and contents of everything that the build reads. */
function sourcesHash(root: string): string {
  const hash = createHash("sha256").update(process.version);
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...files, ...SETTINGS.map((name) => join(root, name))].sort()) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
