/**
 * `npm test`: types, lint and every test of the project. Its last line counts them; its exit code is 0 only when nothing failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { findChromium } from "./browser/chromium.ts";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const REPORT = ".heed/test-report.json";

/** Twice what the whole run takes on two cores: a test that never ends, in a loop that no time-out of its own can break, is ended here. */
const LONGEST_MS = 30 * 60_000;

/** Runs a tool of the project; its output goes straight to the terminal. */
function tool(title: string, args: readonly string[]): boolean {
  console.log(`\n— ${title}`);
  const { status, error } = spawnSync(`node_modules/.bin/${args[0]}`, args.slice(1), {
    stdio: "inherit",
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  if (error) console.error(`${title}: ${error.message}`);
  return status === 0;
}

function readReport(): Report | undefined {
  try {
    return JSON.parse(readFileSync(REPORT, "utf8"));
  } catch {
    return undefined;
  }
}

let passed = 0;
let failed = 0;
const count = (ok: boolean) => {
  if (ok) passed++;
  else failed++;
};

try {
  console.log(`browser: ${(await findChromium()).executablePath}`);
} catch (error) {
  console.error(String(error instanceof Error ? error.message : error));
  console.log("tests: 0 passed, 1 failed, 0 skipped");
  process.exit(1);
}

mkdirSync(".heed", { recursive: true });
rmSync(REPORT, { force: true });
count(tool("types", ["tsc", "--noEmit"]));
count(tool("lint", ["biome", "check", "."]));
const ran = tool("tests", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${REPORT}`,
]);
const report = readReport();
// A file that could not even be loaded has no test to count, and is a failure all the same.
const unloaded =
  report?.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length ?? 1;
passed += report?.numPassedTests ?? 0;
failed += (report?.numFailedTests ?? 0) + unloaded;
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
if (!ran && failed === 0) failed = 1;
const again = (report?.testResults ?? [])
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0);
for (const { fullName } of again) console.log(`passed only when tried again: ${fullName}`);
console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
