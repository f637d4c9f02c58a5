/** `npm run bench -- language [--data DIR]`: how often the shipped detector, with the shipped n-grams, knows the language of a text. */
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDetector } from "../../functions/adapters/detector.ts";
import type { Detector } from "../../functions/ports.ts";
import { cutDetector } from "../../infra/detector-data.ts";
import { stages } from "../../infra/stages.ts";
import type { Option, Values } from "../command-line.ts";
import { KINDS, NEEDED, OWN_DATA, readEstonianChat, readKind } from "./language/data.ts";
import { progress } from "./progress.ts";

const LENGTHS = [
  { name: "1–7", upTo: 7 },
  { name: "8–15", upTo: 15 },
  { name: "16–31", upTo: 31 },
  { name: "32+", upTo: Number.POSITIVE_INFINITY },
];

interface Tally {
  right: number;
  all: number;
}

const share = ({ right, all }: Tally): number => (all === 0 ? 0 : right / all);
const percent = (tally: Tally): string => `${(100 * share(tally)).toFixed(2)} %`;
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");

async function tally(
  detector: Detector,
  texts: readonly string[],
  language: string,
  byLength?: Map<string, Tally>,
): Promise<Tally> {
  const sum: Tally = { right: 0, all: 0 };
  for (const text of texts) {
    const right = (await detector.detect(text))?.language === language ? 1 : 0;
    const name = LENGTHS.find(({ upTo }) => text.length <= upTo)?.name ?? "";
    for (const each of [sum, byLength?.get(name)]) {
      if (!each) continue;
      each.right += right;
      each.all += 1;
    }
  }
  return sum;
}

const texts: Option<string> = {
  help: "a folder with texts of your own",
  initial: OWN_DATA,
  takes: "DIR",
  wants: `a folder with ${NEEDED.join(", ")}`,
  read: (folder) => (NEEDED.every((name) => existsSync(join(folder, name))) ? folder : undefined),
};
export const options = { data: texts };

export async function run({
  data: folder,
}: Values<typeof options>): Promise<{ table: string; json: object }> {
  const { languages } = stages.prod;
  const file = await cutDetector(languages, mkdtempSync(join(tmpdir(), "heed-detector-")));
  const heap = process.memoryUsage().heapUsed;
  const from = performance.now();
  const model = await import(file);
  const loadMs = performance.now() - from;
  const megabytes = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
  const detector = createDetector(languages, async () => model);

  const rows: string[] = [];
  const json: Record<string, Record<string, number>> = {};
  const byLength = new Map(LENGTHS.map(({ name }) => [name, { right: 0, all: 0 }]));
  for (const kind of KINDS) {
    progress("language", kind);
    const total: Tally = { right: 0, all: 0 };
    const bare: Tally = { right: 0, all: 0 };
    const figures: Record<string, number> = {};
    for (const { language, texts } of readKind(folder, kind)) {
      // The detector answers in the site's languages only; others can't be right.
      if (!languages.includes(language)) continue;
      const found = await tally(detector, texts, language, byLength);
      const without = await tally(detector, texts.map(plain), language);
      figures[language] = share(found);
      for (const [sum, part] of [
        [total, found],
        [bare, without],
      ] as const) {
        sum.right += part.right;
        sum.all += part.all;
      }
    }
    json[kind] = figures;
    const each = Object.entries(figures).map(
      ([name, value]) => `${name} ${(100 * value).toFixed(1)}`,
    );
    rows.push(
      `${kind.padEnd(13)} ${percent(total)}  without diacritics ${percent(bare)}  (${each.join(", ")})`,
    );
  }
  const chat = await tally(detector, readEstonianChat(folder), "et");
  rows.push(`${"et chat".padEnd(13)} ${percent(chat)}`);
  for (const [name, sum] of byLength)
    rows.push(`${`${name} characters`.padEnd(17)} ${percent(sum)}`);
  rows.push(
    `n-grams: ${loadMs.toFixed(0)} ms to load, ${megabytes.toFixed(0)} MB of heap, once in a function's life, when a text is first looked at`,
  );
  return { table: rows.join("\n"), json: { ...json, etChat: share(chat) } };
}
