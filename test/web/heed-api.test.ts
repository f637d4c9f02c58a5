import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Heed, HeedCalls } from "../../web/heed.d.ts";
import { THRESHOLDS } from "../../web/loader/settings.ts";
import { DEFAULT_THEME } from "../../web/widget/theme.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const declarations = read("web/heed.d.ts");

/** Names of an interface's members. */
function membersOf(name: string): string[] {
  const [, body = ""] =
    new RegExp(`interface ${name}[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(declarations) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)]
    .map(([, member]) => member ?? "")
    .sort();
}

describe("[WID46] heed.d.ts says what a shop may call, and nothing else", () => {
  test("the calls are those that the loader or the chat obeys", () => {
    const loader = [...read("web/loader/calls.ts").matchAll(/command === "(\w+)"/g)];
    const [, table = ""] =
      /const calls[\s\S]*?= \{\n([\s\S]*?)\n {2}\};/.exec(read("web/widget/index.ts")) ?? [];
    const chat = [...table.matchAll(/^ {4}(\w+):/gm)];
    const obeyed = new Set([...loader, ...chat].map(([, name]) => name));
    expect(membersOf("HeedCalls")).toEqual([...obeyed].sort());
  });

  test("the events are those that the chat tells", () => {
    const source = read("web/widget/index.ts");
    const [, list = ""] = /new Set<keyof ShopEvents>\(\[([\s\S]*?)\]\)/.exec(source) ?? [];
    const told = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(membersOf("HeedEvents")).toEqual(told.sort());
  });

  test("the thresholds and the theme are those that there are", () => {
    expect(membersOf("HeedThresholds")).toEqual(Object.keys(THRESHOLDS).sort());
    expect(membersOf("HeedTheme")).toEqual(Object.keys(DEFAULT_THEME).sort());
  });

  test("a call is checked by its own kind", () => {
    const made: unknown[][] = [];
    const heed: Heed = (...call: [keyof HeedCalls, ...unknown[]]) => {
      made.push(call);
    };
    heed("track", "size-guide", { reason: "shoes" });
    heed("set", { cart: { value: 59, currency: "EUR", items: 1 }, cartDwell: 60 });
    heed("on", "offer", ({ code, answer }) => made.push([code, answer]));
    heed("identify", "token");
    // @ts-expect-error no such call
    heed("introduce", "token");
    // @ts-expect-error no such event
    heed("on", "typing", () => undefined);
    // @ts-expect-error a number of pixels
    heed("theme", { radius: "18px" });
    expect(made).toHaveLength(7);
  });
});
