import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { cssText } from "../web/shared/css-text.ts";
import { cutTransports } from "../web/shared/transport/cut-transports.ts";

export interface WebBundleOptions {
  readonly root: string;
  /** Folder that gets `heed.js`, `console/index.html` and `assets/`. */
  readonly out: string;
}

/** File names below `assets/` by language, as `__HEED_LOCALES__` in the chat and the console. */
export type LocaleFiles = Readonly<Record<string, string>>;

/**
 * Bundles the loader, the chat and the console. Everything but the loader and the console's page
 * goes to `assets/` under a name with a hash of its content, and those two learn the names here:
 * `__HEED_CHAT__` in the loader is the chat's file name, `__HEED_LOCALES__` a map from language to
 * file name.
 *
 * @returns esbuild's accounts of the three bundles
 */
export async function bundleWeb({ root, out }: WebBundleOptions): Promise<readonly Metafile[]> {
  const assets = join(out, "assets");
  await mkdir(join(out, "console"), { recursive: true });
  await mkdir(assets, { recursive: true });
  const locales = await writeLocales(join(root, "web", "locales"), assets);
  const define = { __HEED_LOCALES__: JSON.stringify(locales) };
  const [chat, desk] = await Promise.all([
    bundleHashed(root, assets, "chat", "./web/widget/index", define),
    bundleHashed(root, assets, "console", "./web/console/index", define),
  ]);
  await writeConsolePage(root, out, desk);
  const loader = await build({
    ...common(root),
    entryPoints: { heed: "./web/loader/index" },
    outdir: out,
    format: "iife",
    // The one file that every browser parses, also one too old for the chat.
    target: "es2020",
    define: { ...production, __HEED_CHAT__: JSON.stringify(chat.script) },
  });
  return [loader.metafile, chat.metafile, desk.metafile];
}

const production = { "process.env.NODE_ENV": '"production"' };

function common(root: string) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: "browser",
    // Private fields stay private fields: written as weak maps they weigh two kilobytes more.
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "silent",
    plugins: [cutTransports(), cssText()],
  } as const satisfies BuildOptions;
}

interface Hashed {
  readonly metafile: Metafile;
  /** File name of the script below `assets/`. */
  readonly script: string;
  /** File name of its style sheet, when the sources import any. */
  readonly style?: string;
}

async function bundleHashed(
  root: string,
  assets: string,
  name: string,
  entry: string,
  define: Readonly<Record<string, string>>,
): Promise<Hashed> {
  const { metafile } = await build({
    ...common(root),
    entryPoints: { [name]: entry },
    outdir: assets,
    entryNames: "[name]-[hash]",
    chunkNames: `${name}-[name]-[hash]`,
    assetNames: `${name}-[name]-[hash]`,
    format: "esm",
    // Modules are UTF-8 wherever they are loaded; escaped, a Russian letter takes six bytes.
    charset: "utf8",
    splitting: true,
    // A worker is fetched by its own address, so it stays a file; `new URL(name, import.meta.url)` finds it beside the script.
    loader: { ".worker.js": "file" },
    define: { ...production, ...define },
  });
  // A chunk imported on demand counts as an entry of its own in the account.
  const found = Object.entries(metafile.outputs).find(([, output]) =>
    output.entryPoint?.startsWith(`${entry.slice(2)}.`),
  );
  if (!found) throw new Error(`esbuild wrote no ${name} script.`);
  const [path, { cssBundle }] = found;
  return {
    metafile,
    script: basename(path),
    ...(cssBundle ? { style: basename(cssBundle) } : {}),
  };
}

/** Writes every `<language>.json` under a hashed name, without the white space. */
async function writeLocales(from: string, assets: string): Promise<LocaleFiles> {
  const files: Record<string, string> = {};
  const names = (await readdir(from)).filter((name) => name.endsWith(".json")).sort();
  for (const name of names) {
    const text = JSON.stringify(JSON.parse(await readFile(join(from, name), "utf8")));
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
    const language = basename(name, ".json");
    const file = `locale-${language}-${hash}.json`;
    await writeFile(join(assets, file), text);
    files[language] = file;
  }
  return files;
}

/** The console's page, its script and style replaced by the built ones. */
async function writeConsolePage(root: string, out: string, desk: Hashed): Promise<void> {
  const page = await readFile(join(root, "web", "console", "index.html"), "utf8");
  const source = /\bsrc="(\.\/)?index\.tsx"/;
  if (!source.test(page)) {
    throw new Error('web/console/index.html must load its script as src="./index.tsx".');
  }
  const style = desk.style ? `<link rel="stylesheet" href="/assets/${desk.style}">\n</head>` : "";
  const built = page
    .replace(source, `src="/assets/${desk.script}"`)
    .replace("</head>", style || "</head>");
  await writeFile(join(out, "console", "index.html"), built);
}
