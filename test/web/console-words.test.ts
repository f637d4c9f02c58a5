import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const CONSOLE = fileURLToPath(new URL("../../web/console/", import.meta.url));
/** Programs with their texts, and the English of the guides and the canned replies. */
const SPEAKS = /\.tsx?$|advice\.json$|-en\.json$|\/en\.json$/;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm;
const SHE = /\b(she|her|hers|herself|he|him|his|himself)\b/gi;

test("[CSL64] the console's words don't know whether a shopper or a colleague is a woman or a man", () => {
  const files = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" }).filter((name) =>
    SPEAKS.test(name),
  );
  const found = files.flatMap((name) => {
    const words = readFileSync(join(CONSOLE, name), "utf8").replace(COMMENT, "").match(SHE);
    return words ? [`${name}: ${words.join(", ")}`] : [];
  });
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
