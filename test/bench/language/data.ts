import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Texts of one language and kind. */
export interface Texts {
  readonly language: string;
  readonly texts: readonly string[];
}

export const KINDS = ["sentences", "word-pairs", "single-words"] as const;
export type Kind = (typeof KINDS)[number];

/** The part of the sets that lies in the project; see its README for sources and licences. */
export const OWN_DATA = new URL("../../data/lang", import.meta.url).pathname;

const lines = (path: string) => readFileSync(path, "utf8").split(/\r?\n/).filter(Boolean);

/** What a folder of texts holds: `<kind>/<language>.txt`, and chat utterances in Estonian. */
export const NEEDED = [...KINDS.map((kind) => `lingua/${kind}`), "et_chat_utterances.tsv"];

/** One kind's texts by language. */
export function readKind(folder: string, kind: Kind): readonly Texts[] {
  const path = join(folder, "lingua", kind);
  return readdirSync(path)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => ({ language: basename(name, ".txt"), texts: lines(join(path, name)) }));
}

/** Chat utterances in Estonian. */
export function readEstonianChat(folder: string): readonly string[] {
  return lines(join(folder, "et_chat_utterances.tsv"))
    .slice(1)
    .flatMap((line) => line.split("\t")[1] ?? []);
}
