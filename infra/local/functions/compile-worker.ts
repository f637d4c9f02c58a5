import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

let compiled: Promise<URL> | undefined;

/** The worker's code as a module that `new Worker` takes, whatever runs the runner itself. */
export function workerModule(): Promise<URL> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<URL> {
  const source = await readFile(new URL("./worker.ts", import.meta.url), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm", target: "node20" });
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
