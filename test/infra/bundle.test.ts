import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../../infra/bundle.ts";
import { type Ngrams, subset } from "../../infra/detector-data.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(repository, "dist", "cache");
const languages = ["en", "fi", "et", "ru"];

const sources: Readonly<Record<string, string>> = {
  "package.json": '{"type":"module"}',
  "functions/handlers/authorize.ts": 'export const handler = () => "authorize" as const;',
  "functions/handlers/timer.ts":
    'import legacy from "../legacy.cjs"; export const handler = () => legacy();',
  "functions/legacy.cjs": 'module.exports = () => require("node:path").posix.sep;',
  "functions/handlers/http.ts": "export const handler = () => process.env.NODE_ENV;",
  "functions/handlers/socket.ts": `
    export const handler = async ({ body }: { body: string }) =>
      (await import("eld/large")).eld.detect(body).language;`,
  "web/loader/index.ts":
    "declare const __HEED_CHAT__: string; Object.assign(globalThis, { chat: __HEED_CHAT__ });",
  "web/widget/index.tsx": `
    declare const __HEED_LOCALES__: object;
    import { render } from "preact";
    export const locales = __HEED_LOCALES__;
    export const show = (into: Element) => render(<p>Hei</p>, into);`,
  "web/console/index.tsx": 'import "./style.css"; export const desk = <main />;',
  "web/console/style.css": "main { color: rebeccapurple }",
  "web/console/index.html":
    '<html><head><title>Heed</title></head><body><script type="module" src="./index.tsx"></script></body></html>',
  "web/locales/en.json": '{ "hello": "Hello" }',
  "web/locales/fi.json": '{ "hello": "Hei" }',
};

let root = "";
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "heed-bundle-"));
  for (const [path, text] of Object.entries(sources)) write(path, text);
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  await bundle({ root, cache, languages });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(path: string): string {
  return readFileSync(join(root, "dist", path), "utf8");
}

/** What a bundled function answers in a process of its own, as Lambda would start it. */
function answer(name: string, event: unknown): unknown {
  const url = pathToFileURL(join(root, "dist", "functions", name, "index.mjs")).href;
  const code = `const { handler } = await import(${JSON.stringify(url)});
    console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }),
  );
}

describe("[INF31] functions", () => {
  test("[INF31] each is one ESM file that runs by itself", () => {
    expect(answer("authorize", {})).toBe("authorize");
  });

  test("[INF31] a CommonJS package inside reaches Node's own modules", () => {
    expect(answer("timer", {})).toBe("/");
  });

  test("[INF31] a folder holds the bundle and its source map, nothing else", () => {
    expect(readdirSync(join(root, "dist/functions/http"))).toEqual(["index.mjs", "index.mjs.map"]);
    expect(read("functions/http/index.mjs")).not.toContain("sourceMappingURL");
  });
});

describe("[INF32] language detector", () => {
  test("[INF32] lies beside the functions that use it, outside their bundle", () => {
    expect(existsSync(join(root, "dist/functions/socket/detector.mjs"))).toBe(true);
    expect(existsSync(join(root, "dist/functions/authorize/detector.mjs"))).toBe(false);
    expect(read("functions/socket/index.mjs").length).toBeLessThan(2000);
  });

  test.each([
    ["Missä tilaukseni viipyy?", "fi"],
    ["Где мой заказ?", "ru"],
    ["Kus mu tellimus on?", "et"],
  ])("[INF32] knows the stage's languages: %s is %s", (body, language) => {
    expect(answer("socket", { body })).toBe(language);
  });

  test("[INF32] is cut to them: renumbered, and rid of words of other languages", () => {
    const data: Ngrams = {
      type: "test",
      languages: { 0: "de", 3: "en", 7: "fi" },
      ngrams: { ab: { 0: 1, 3: 2 }, cd: { 0: 5 }, ef: { 7: 3 } },
    };
    expect(subset(data, ["fi", "en"])).toEqual({
      type: "test",
      languages: { 0: "en", 1: "fi" },
      ngrams: { ab: { 0: 2 }, ef: { 1: 3 } },
    });
  });

  test("[INF32] a language it doesn't know stops the build by name", async () => {
    await expect(
      bundle({ root, cache, dist: join(root, "other"), languages: ["fi", "tlh", "qya"] }),
    ).rejects.toThrow("The language detector doesn't know: qya, tlh.");
  });
});

describe("[INF33] site", () => {
  test("[INF33] the loader is heed.js and knows the chat's hashed name", async () => {
    const loader = read("site/heed.js");
    const [, name] = loader.match(/chat:"(chat-[A-Z0-9]{8}\.js)"/) ?? [];
    expect(existsSync(join(root, "dist/site/assets", String(name)))).toBe(true);
  });

  test("[INF33] the chat knows every language's hashed file", async () => {
    const [chat = ""] = readdirSync(join(root, "dist/site/assets")).filter((name) =>
      name.startsWith("chat-"),
    );
    const { locales } = (await import(join(root, "dist/site/assets", chat))) as {
      locales: Record<string, string>;
    };
    expect(Object.keys(locales)).toEqual(["en", "fi"]);
    expect(JSON.parse(read(`site/assets/${locales.fi}`))).toEqual({ hello: "Hei" });
  });

  test("[INF33] the console's page loads its hashed script and style", () => {
    const page = read("site/console/index.html");
    const [, script] = page.match(/src="\/(assets\/console-[A-Z0-9]{8}\.js)"/) ?? [];
    const [, style] = page.match(/href="\/(assets\/console-[A-Z0-9]{8}\.css)"/) ?? [];
    expect(read(`site/${script}`)).toContain("main");
    expect(read(`site/${style}`)).toContain("#639");
    expect(page).not.toContain("index.tsx");
  });

  test("[INF33] a name changes when its content does, and when a file it names does", async () => {
    const before = read("site/heed.js");
    write("web/locales/fi.json", '{ "hello": "Moi" }');
    await bundle({ root, cache, languages });
    const after = read("site/heed.js");
    write("web/locales/fi.json", String(sources["web/locales/fi.json"]));
    await bundle({ root, cache, languages });
    expect(after).not.toBe(before);
    expect(read("site/heed.js")).toBe(before);
  });
});

test("[INF34] the same sources give the same bytes, wherever they are built", async () => {
  const elsewhere = join(root, "elsewhere");
  await bundle({ root, cache, dist: elsewhere, languages });
  for (const path of ["functions/socket/index.mjs", "site/heed.js", "site/console/index.html"]) {
    expect(readFileSync(join(elsewhere, path), "utf8")).toBe(read(path));
  }
});

test("[INF34] an earlier build leaves nothing behind", async () => {
  write("dist/site/assets/old.js", "");
  write("dist/functions/gone/index.mjs", "");
  await bundle({ root, cache, languages });
  expect(existsSync(join(root, "dist/site/assets/old.js"))).toBe(false);
  expect(existsSync(join(root, "dist/functions/gone"))).toBe(false);
});

test("[INF34] a source that doesn't compile stops the build with its place", async () => {
  write("functions/handlers/http.ts", "export const handler = ;");
  const failed = bundle({ root, cache, dist: join(root, "broken"), languages });
  await expect(failed).rejects.toThrow("functions/handlers/http.ts:1:23");
  write("functions/handlers/http.ts", String(sources["functions/handlers/http.ts"]));
});
