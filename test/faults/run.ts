import { commandLine, oneOf, whole } from "../command-line.ts";
import { MUTATIONS } from "./mutations.ts";
import type { SimulateOptions } from "./options.ts";
import { FAULT_KINDS, type Fault } from "./sim/faults.ts";
import { simulate } from "./simulate.ts";

type Part = keyof typeof MUTATIONS;

/**
 * `npm run faults -- --runs 10000 --seed 1`: that many runs, of the seeds from `--seed` on, and what they broke. `-- --replay 4711` plays the run of one
 * seed again and writes down everything that happened. `--without "the sync"` (see mutations.ts) takes a part of the product away, to see what breaks. Its exit
 * code is 0 only when nothing was broken.
 */
const { values } = commandLine({
  call: "npm run faults --",
  options: {
    runs: whole("how many runs", { from: 1, initial: 1000 }),
    seed: whole("seed of the first run", { from: 0, initial: 1 }),
    replay: whole("one seed again, with everything that happens", { from: 0, initial: undefined }),
    without: oneOf("a part of the product to take away", Object.keys(MUTATIONS) as Part[]),
  },
});

/** Failing seeds that are told in full; of further ones only the number. */
const MOST_TOLD = 20;
const PROGRESS_MS = 5000;

const options: SimulateOptions = values.without ? { mutation: MUTATIONS[values.without] } : {};

async function replay(seed: number): Promise<number> {
  const { violations, steps } = await simulate(seed, {
    ...options,
    write: (line) => console.log(line),
  });
  console.log(`\nseed ${seed}: ${steps} steps, ${violations.length} violations`);
  for (const { rule, what } of violations) console.log(`  ${rule}: ${what}`);
  return violations.length;
}

async function many(runs: number, seed: number): Promise<number> {
  const started = performance.now();
  const counts = new Map<Fault, number>();
  const failed: number[] = [];
  const rules = new Map<string, number>();
  let violations = 0;
  let messages = 0;
  let steps = 0;
  let told = started;
  for (let i = 0; i < runs; i++) {
    const result = await simulate(seed + i, options);
    for (const [kind, count] of result.faults) counts.set(kind, (counts.get(kind) ?? 0) + count);
    messages += result.messages;
    steps += result.steps;
    violations += result.violations.length;
    if (result.violations.length > 0) failed.push(seed + i);
    for (const { rule } of result.violations) rules.set(rule, (rules.get(rule) ?? 0) + 1);
    if (result.violations.length > 0 && failed.length <= MOST_TOLD) {
      console.log(`seed ${seed + i}:`);
      for (const { rule, what } of result.violations) console.log(`  ${rule}: ${what}`);
    }
    if (performance.now() - told > PROGRESS_MS) {
      told = performance.now();
      const seconds = Math.round((told - started) / 1000);
      console.log(`… ${i + 1} of ${runs} runs, ${failed.length} failed, ${seconds} s`);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log("\nfaults injected, by kind");
  for (const kind of FAULT_KINDS)
    console.log(`  ${kind.padEnd(40)} ${String(counts.get(kind) ?? 0).padStart(9)}`);
  const again = values.without === undefined ? "" : ` --without "${values.without}"`;
  if (rules.size > 0) {
    console.log("\nviolations, by promise");
    for (const [rule, count] of rules)
      console.log(`  ${rule.padEnd(40)} ${String(count).padStart(9)}`);
    console.log(`\nseeds that failed: ${failed.join(" ")}`);
    console.log(`replay one with: npm run faults -- --replay ${failed[0]}${again}`);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `\nruns: ${runs}, steps: ${steps}, messages: ${messages}, faults: ${all}, violations: ${violations} in ${failed.length} runs, ${seconds} s`,
  );
  return violations;
}

const broken =
  values.replay === undefined ? await many(values.runs, values.seed) : await replay(values.replay);
process.exitCode = broken === 0 ? 0 : 1;
