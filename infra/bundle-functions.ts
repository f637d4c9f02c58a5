import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Metafile } from "esbuild";
import { cutPackages } from "./cut-packages.ts";
import { cutDetector, detectorApart, detectorFile } from "./detector-data.ts";

/** The Lambda functions; each is `functions/handlers/<name>.ts` and exports `handler`. */
export const functionNames = ["authorize", "socket", "timer", "http"] as const;
export type FunctionName = (typeof functionNames)[number];

export interface FunctionBundleOptions {
  readonly root: string;
  /** Folder that gets one folder per function. */
  readonly out: string;
  /** Folder that keeps what takes long to make from one build to the next. */
  readonly cache: string;
  readonly languages: readonly string[];
}

/** Lets CommonJS packages inside an ESM bundle reach Node's own modules. */
const requireBanner =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

/**
 * Bundles all functions in one call, and beside those that detect languages the detector with its
 * data, as a file of its own that is read on first use only.
 *
 * @returns esbuild's account of the functions' bundles
 */
export async function bundleFunctions(options: FunctionBundleOptions): Promise<Metafile> {
  const { root, out, cache, languages } = options;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      functionNames.map((name) => [`${name}/index`, `functions/handlers/${name}.ts`]),
    ),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    // Older than the runtime on purpose: the local stage runs these very files on Node 20.
    target: "node20",
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: requireBanner },
    minify: true,
    keepNames: false,
    legalComments: "none",
    sourcemap: "external",
    metafile: true,
    logLevel: "silent",
    plugins: [detectorApart(), cutPackages()],
  });
  const users = Object.entries(metafile.outputs)
    .filter(([, output]) => output.imports.some(({ path }) => path === `./${detectorFile}`))
    .map(([path]) => join(root, dirname(path), detectorFile));
  await writeDetector(users, cache, languages);
  return metafile;
}

async function writeDetector(
  files: readonly string[],
  cache: string,
  languages: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const cut = await cutDetector(languages, cache);
  await Promise.all(files.map((file) => copyFile(cut, file)));
}
