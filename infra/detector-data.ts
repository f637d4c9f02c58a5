import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import manifest from "../package.json" with { type: "json" };

/** The package the functions import, dynamically; in a bundle it becomes the file beside it. */
const detector = "eld/large";

/** Name of the detector's file beside a function's bundle. */
export const detectorFile = "detector.mjs";

/** The n-gram database of `eld`: which languages score how much for a piece of a word. */
export interface Ngrams {
  readonly type: string;
  readonly languages: Readonly<Record<string, string>>;
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Keeps `import("eld/large")` out of a bundle and points it at `./detector.mjs` instead. Unbundled
 * code keeps using the whole package, so the sources need no knowledge of this.
 */
export function detectorApart(): Plugin {
  return {
    name: "heed-detector-apart",
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${detector}$`) }, () => ({
        path: `./${detectorFile}`,
        external: true,
      }));
    },
  };
}

/**
 * Makes the detector with a database that knows the given languages only, or finds the one made
 * before: it takes longer than all other bundles together and hardly ever changes.
 *
 * @param languages ISO 639-1 codes; one the detector doesn't know is an error
 * @param cache folder that keeps it; made when missing
 * @returns path of the ESM file
 */
export async function cutDetector(languages: readonly string[], cache: string): Promise<string> {
  const wanted = [...new Set(languages)].sort();
  const key = createHash("sha256")
    .update([manifest.dependencies.eld, ...wanted].join(" "))
    .digest("hex");
  const outfile = join(cache, `detector-${key.slice(0, 16)}.mjs`);
  if (existsSync(outfile)) return outfile;
  const partial = `${outfile}.${randomUUID()}`;
  await build({
    stdin: {
      contents: `export { eld } from "${detector}";`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    outfile: partial,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
    plugins: [cutNgrams(wanted)],
  });
  // A build that dies halfway, or two at a time, leaves no half-written file under this name.
  await rename(partial, outfile);
  return outfile;
}

function cutNgrams(languages: readonly string[]): Plugin {
  return {
    name: "heed-cut-ngrams",
    setup(build) {
      build.onLoad({ filter: /\/eld\/src\/ngrams\/\w+\.js$/ }, async ({ path }) => {
        const { ngramsData } = (await import(path)) as { ngramsData: Ngrams };
        // Node parses a string of JSON more than ten times faster than the same object literal.
        const json = JSON.stringify(JSON.stringify(subset(ngramsData, languages)));
        return { contents: `export const ngramsData = JSON.parse(${json});`, loader: "js" };
      });
    },
  };
}

/**
 * The part of the database about some languages, their ids renumbered from 0: the detector keeps
 * scores in an array and would take a gap for a language.
 *
 * @throws when a language isn't in the database
 */
export function subset(data: Ngrams, languages: readonly string[]): Ngrams {
  const ids = Object.entries(data.languages).filter(([, code]) => languages.includes(code));
  const missing = languages.filter((code) => !ids.some(([, known]) => known === code));
  if (missing.length > 0) {
    throw new Error(`The language detector doesn't know: ${missing.join(", ")}.`);
  }
  const ngrams: Record<string, Record<string, number>> = {};
  for (const [ngram, scores] of Object.entries(data.ngrams)) {
    const kept: Record<string, number> = {};
    ids.forEach(([id], index) => {
      const score = scores[id];
      if (score !== undefined) kept[index] = score;
    });
    if (Object.keys(kept).length > 0) ngrams[ngram] = kept;
  }
  const codes = Object.fromEntries(ids.map(([, code], index) => [index, code]));
  return { ...data, languages: codes, ngrams };
}
