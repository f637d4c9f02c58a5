import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = new URL(".", import.meta.url).pathname;

/** Rules of SPEC.md: lines such as "- **MSG1** …". */
function rules(): string[] {
  const text = readFileSync(join(root, "SPEC.md"), "utf8");
  return [...text.matchAll(/^- \*\*([A-Z]{3}\d+)\*\* /gm)].map(([, id]) => id ?? "");
}

/** Ids that tests begin with. */
function named(): Set<string> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(test|contract)\.tsx?$/.test(file),
  );
  const ids = files.flatMap((file) =>
    [
      ...readFileSync(join(root, file), "utf8").matchAll(
        /[`"'][^`"'\n]*?((?:\[[A-Z]{3}\d+\] ?)+)/g,
      ),
    ].flatMap(([, group = ""]) =>
      [...group.matchAll(/\[([A-Z]{3}\d+)\]/g)].map(([, id]) => id ?? ""),
    ),
  );
  return new Set(ids);
}

describe("SPEC.md", () => {
  test("gives every id once", () => {
    const all = rules();
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  });

  test("has a test for every rule", () => {
    const known = named();
    expect(rules().filter((id) => !known.has(id))).toEqual([]);
  });

  test("has a rule for every id that a test names", () => {
    const known = new Set(rules());
    expect([...named()].filter((id) => !known.has(id))).toEqual([]);
  });
});
