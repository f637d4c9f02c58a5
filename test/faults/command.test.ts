import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs `npm run faults` as npm does. */
function faults(...args: readonly string[]) {
  const entry = new URL("run.ts", import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "tsx", entry, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("[FLT14] a whole product: runs, faults by kind, no violations, and 0", () => {
  const { status, stdout } = faults("--runs", "3", "--seed", "5");
  expect(stdout).toMatch(/crash before an effect +\d+/);
  expect(stdout.trim().split("\n").at(-1)).toMatch(
    /^runs: 3, steps: \d+, messages: \d+, faults: \d+, violations: 0 in 0 runs, [\d.]+ s$/,
  );
  expect(status).toBe(0);
}, 120_000);

test("[FLT14] a replay writes down what happened; a mutated product ends with 1 and the seed", () => {
  const replay = faults("--replay", "5");
  expect(replay.stdout).toContain("no more faults");
  expect(replay.stdout.trim().split("\n").at(-1)).toMatch(/^seed 5: \d+ steps, 0 violations$/);
  const broken = faults("--runs", "8", "--seed", "5", "--without", "the sync");
  expect(broken.stdout).toMatch(/replay one with: npm run faults -- --replay \d+/);
  expect(broken.status).toBe(1);
  expect(faults("--runs", "many").status).toBe(2);
}, 120_000);
