import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFunctions } from "./bundle-functions.ts";
import { bundleWeb } from "./bundle-web.ts";

export type { FunctionName } from "./bundle-functions.ts";

export interface BundleOptions {
  /** ISO 639-1 codes the language detector's data is cut to. */
  readonly languages: readonly string[];
  /** Folder with `functions/` and `web/`; the repository, when absent. */
  readonly root?: string;
  /** Folder to write; `dist` beside the sources, when absent. It is emptied of an earlier build. */
  readonly dist?: string;
  /** Folder for what takes long to make and outlives a build; `cache` in `dist`, when absent. */
  readonly cache?: string;
}

export interface Bundles {
  /** The folder written: `functions/<name>/`, `site/` and `meta.json`. */
  readonly dist: string;
}

const repository = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds everything that is deployed: one folder per function, and the static site. The same
 * sources give the same bytes, so an unchanged function is not uploaded again. Two builds at a time need two folders.
 *
 * @throws esbuild's `BuildFailure` when a source doesn't compile
 */
export async function bundle(options: BundleOptions): Promise<Bundles> {
  const { languages, root = repository } = options;
  const dist = options.dist ?? join(root, "dist");
  for (const folder of ["functions", "site"]) {
    await rm(join(dist, folder), { recursive: true, force: true });
  }
  const [functions, web] = await Promise.all([
    bundleFunctions({
      root,
      out: join(dist, "functions"),
      cache: options.cache ?? join(dist, "cache"),
      languages,
    }),
    bundleWeb({ root, out: join(dist, "site") }),
  ]);
  await writeFile(join(dist, "meta.json"), JSON.stringify({ functions, web }));
  return { dist };
}
