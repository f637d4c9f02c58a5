import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { flag, oneOf, readCommand, whole } from "./command-line.ts";

const command = {
  call: "npm run bake --",
  options: {
    runs: whole("how many", { from: 1, to: 9, initial: 3 }),
    seed: whole("which", { from: 0, initial: undefined }),
    kind: oneOf("what", ["bun", "rye loaf"]),
    quick: flag("less of it"),
  },
};
const read = (...args: string[]) => readCommand(command, args);

test("[CMD1] every option has its value, given or not", () => {
  const values = { runs: 3, seed: undefined, kind: undefined, quick: false };
  expect(read()).toEqual({ kind: "run", values, word: undefined });
  const all = read("--runs", "9", "--seed=0", "--kind", "rye loaf", "--quick");
  expect(all).toMatchObject({ values: { runs: 9, seed: 0, kind: "rye loaf", quick: true } });
});

test.each([
  [["--bogus"], "unknown option --bogus;"],
  [["--constructor"], "unknown option --constructor;"],
  [["-x"], "unknown option -x;"],
  [["--runs", "0"], '--runs takes a whole number from 1 to 9, not "0";'],
  [["--runs", "10"], '--runs takes a whole number from 1 to 9, not "10";'],
  [["--runs", "-5"], '--runs takes a whole number from 1 to 9, not "-5";'],
  [["--runs", ""], '--runs takes a whole number from 1 to 9, not "";'],
  [["--runs="], '--runs takes a whole number from 1 to 9, not "";'],
  [["--runs", "1e0"], '--runs takes a whole number from 1 to 9, not "1e0";'],
  [["--runs"], "--runs takes a whole number from 1 to 9;"],
  [["--seed", "99999999999999999"], "--seed takes a whole number of 0 or more, not"],
  [["--kind", "cake"], '--kind takes one of: bun, rye loaf, not "cake";'],
  [["--quick=no"], '--quick takes no value, not "no";'],
  [["quick"], 'don\'t know what "quick" is for;'],
])("[CMD1] %j is refused in one line that says what is right", (args, message) => {
  const refused = read(...args);
  expect(refused.kind === "refused" && refused.message).toContain(message);
  expect(refused.kind === "refused" && refused.message.split("\n")).toHaveLength(1);
});

test("[CMD1] --help lists every option", () => {
  const help = read("--runs", "4", "--help");
  expect(help.kind === "help" && help.text.split("\n")).toEqual([
    "Usage: npm run bake -- [options]",
    "  --runs N     how many (3)",
    "  --seed N     which",
    "  --kind NAME  what",
    "  --quick      less of it",
  ]);
});

test("[CMD1] a word is taken where one is wanted, and only one", () => {
  const wanting = { call: "npm run look --", options: {}, word: "name" };
  expect(readCommand(wanting, ["fi"])).toMatchObject({ kind: "run", word: "fi" });
  expect(readCommand(wanting, ["fi", "sv"])).toMatchObject({ kind: "refused" });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function call(script: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", `test/${script}`, ...args], {
    env: { ...process.env, ...env },
    timeout: 50_000,
    killSignal: "SIGKILL",
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return new Promise<Ended>((resolve) =>
    child.once("close", (code) => resolve({ code, out, errors })),
  );
}

test.each([
  ["bench/run.ts", [], "name one of language, triggers"],
  ["bench/run.ts", ["routing", "--seeds", "abc"], "--seeds takes"],
  ["bench/run.ts", ["cost", "--what"], "unknown option --what"],
  ["bench/run.ts", ["language", "--data", "/nowhere"], "--data takes"],
  ["faults/run.ts", ["--bogus"], "unknown option --bogus"],
  ["faults/run.ts", ["--runs", "0"], "--runs takes a whole number of 1 or more"],
  ["load/run.ts", ["--bogus"], "unknown option --bogus"],
  ["protocol/conformance.ts", ["--port", "abc"], "--port takes a whole number"],
  ["protocol/conformance.ts", ["--port", "99999"], "from 0 to 65535"],
  ["demo/run.ts", ["--bogus"], "unknown option --bogus"],
  ["browser/gallery.ts", ["zzz"], "en-light-phone"],
])(
  "[CMD2] %s %j ends with 2 and one line, before anything is done",
  async (script, args, message) => {
    const { code, out, errors } = await call(script, args);
    expect(errors).toContain(message);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(2);
  },
);

test.each(["demo/run.ts", "browser/gallery.ts"])(
  "[CMD2] %s looks for its browser before it builds",
  async (script) => {
    const { code, out, errors } = await call(script, [], { CHROMIUM: "/no/browser" });
    expect(errors).toBe("CHROMIUM=/no/browser can't be run.\n");
    expect(out).toBe("");
    expect(code).toBe(2);
  },
);

test("[CMD2] a taken port of the conformance servers is named", async () => {
  const squatter = createServer();
  const port = await new Promise<number>((resolve) =>
    squatter.listen(0, "127.0.0.1", () => resolve((squatter.address() as { port: number }).port)),
  );
  const { code, errors } = await call("protocol/conformance.ts", ["--port", String(port)]);
  squatter.close();
  expect(errors).toBe(`Port ${port} is taken; choose another with --port.\n`);
  expect(code).toBe(2);
});

test("[CMD2] --help of every command lists its options and ends with 0", async () => {
  const helps = await Promise.all(
    ["bench/run.ts", "faults/run.ts", "load/run.ts", "protocol/conformance.ts"].map((script) =>
      call(script, script === "bench/run.ts" ? ["routing", "--help"] : ["--help"]),
    ),
  );
  expect(helps.map(({ code, errors }) => ({ code, errors }))).toEqual(
    Array(4).fill({ code: 0, errors: "" }),
  );
  const listed = helps.map(({ out }) =>
    [...out.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name),
  );
  expect(listed).toEqual([
    ["--seeds", "--quick", "--json"],
    ["--runs", "--seed", "--replay", "--without"],
    ["--shoppers", "--seconds", "--agents"],
    ["--allow-binary", "--port"],
  ]);
});

test("[CMD3] with --json the last line is one JSON object, and stderr is no part of it", async () => {
  const { code, out, errors } = await call("bench/run.ts", ["language", "--json"]);
  expect(Object.keys(JSON.parse(out.trim().split("\n").at(-1) ?? ""))).toContain("sentences");
  expect(errors.trim().split("\n")).toEqual([
    "language: sentences",
    "language: word-pairs",
    "language: single-words",
  ]);
  expect(code).toBe(0);
});
