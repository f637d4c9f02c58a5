import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import { bundle } from "../../infra/bundle.ts";
import { stages } from "../../infra/stages.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** What is downloaded or deployed, in bytes, and what it is made of. */
export interface Sizes {
  /** Minified, by function; the language detector's data, which is read on first use, is not in it. */
  readonly functions: Readonly<Record<string, number>>;
  readonly loaderGzip: number;
  /** Socket and chat panel: the script and what it imports at once. */
  readonly chatGzip: number;
  readonly localeMaxGzip: number;
  readonly consoleGzip: number;
  /** Source files in each, by bundle: the functions, `loader`, `chat`, `console`. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** Largest parts of the chat, as minified. */
  readonly chatParts: readonly (readonly [part: string, bytes: number])[];
}

/** Builds everything as it is deployed, in a folder of its own, and weighs it. */
export async function weigh(): Promise<Sizes> {
  const dist = mkdtempSync(join(tmpdir(), "heed-size-"));
  try {
    const cache = join(repository, "dist", "cache");
    await bundle({ dist, cache, languages: stages.prod.languages });
    return account(dist);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

interface Account {
  readonly functions: Metafile;
  readonly web: readonly Metafile[];
}

function account(dist: string): Sizes {
  const { functions, web }: Account = JSON.parse(readFileSync(join(dist, "meta.json"), "utf8"));
  const site = join(dist, "site");
  const assets = join(site, "assets");
  const gzip = (...path: string[]) => gzipSync(readFileSync(join(...path))).length;
  const entry = (source: string) => {
    for (const meta of web) {
      const found = Object.entries(meta.outputs).find(([, { entryPoint }]) =>
        entryPoint?.startsWith(`${source}.`),
      );
      if (found) return { meta, path: found[0], output: found[1] };
    }
    throw new Error(`no bundle is made of ${source}`);
  };
  const loader = entry("web/loader/index");
  const chat = entry("web/widget/index");
  const desk = entry("web/console/index");
  const sum = (paths: readonly string[]) =>
    paths.reduce((total, path) => total + gzip(assets, basename(path)), 0);
  const chatFiles = atOnce(chat.meta, chat.path);
  const deskFiles = atOnce(desk.meta, desk.path);
  const style = desk.output.cssBundle === undefined ? [] : [desk.output.cssBundle];
  const bundles = Object.entries(functions.outputs).filter(([path]) => path.endsWith(".mjs"));
  const locales = readdirSync(assets).filter((name) => name.startsWith("locale-"));
  return {
    functions: Object.fromEntries(
      bundles.map(([path, { bytes }]) => [basename(dirname(path)), bytes]),
    ),
    loaderGzip: gzip(site, "heed.js"),
    chatGzip: sum(chatFiles),
    localeMaxGzip: Math.max(...locales.map((name) => gzip(assets, name))),
    consoleGzip: sum([...deskFiles, ...style]),
    inputs: {
      ...Object.fromEntries(
        bundles.map(([path, { inputs }]) => [basename(dirname(path)), Object.keys(inputs)]),
      ),
      loader: inputsOf(loader.meta, [loader.path]),
      chat: inputsOf(chat.meta, chatFiles),
      console: inputsOf(desk.meta, deskFiles),
    },
    chatParts: partsOf(chat.meta, chatFiles),
  };
}

/** An output and all that it imports before it runs. */
function atOnce({ outputs }: Metafile, path: string): readonly string[] {
  const files = new Set([path]);
  for (const file of files) {
    for (const { path: next, kind } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && outputs[next]) files.add(next);
    }
  }
  return [...files];
}

/** Source files of which anything is left. */
function inputsOf({ outputs }: Metafile, files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    Object.entries(outputs[file]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([input]) => input),
  );
}

function partsOf({ outputs }: Metafile, files: readonly string[]): Sizes["chatParts"] {
  const parts = new Map<string, number>();
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
      const part = name ?? input.split("/").slice(0, 3).join("/");
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}
