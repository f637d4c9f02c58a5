/** `npx tsx test/model/run.ts [part of a scenario's name]`: goes through the scenarios and prints a table; ends with 0 only when nothing was broken. */
import { explore } from "./explore.ts";
import { SCENARIOS } from "./scenarios.ts";

const WIDTHS = [50, 9, 9, 14, 8, 8, 10, 8];

function row(...cells: readonly (string | number)[]): string {
  const [name = "", ...figures] = cells.map(String);
  const [first = 0, ...widths] = WIDTHS;
  return name.padEnd(first) + figures.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(" ");
}

const part = process.argv[2] ?? "";
console.log(
  row("scenario", "states", "steps", "interleavings", "deaths", "endings", "violations", "CPU s"),
);
let broken = false;
for (const scenario of SCENARIOS.filter(({ name }) => name.includes(part))) {
  const begun = process.cpuUsage();
  const { states, steps, interleavings, deaths, endings, violation } = await explore(scenario);
  const { user, system } = process.cpuUsage(begun);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const ways = interleavings < 1e6 ? interleavings : interleavings.toExponential(2);
  const found = violation ? 1 : 0;
  console.log(row(scenario.name, states, steps, ways, deaths, endings, found, seconds));
  if (!violation) continue;
  broken = true;
  console.log(`  ${violation.what}`);
  for (const [at, what] of violation.trace.entries()) console.log(`  ${at + 1}. ${what}`);
}
process.exitCode = broken ? 1 : 0;
