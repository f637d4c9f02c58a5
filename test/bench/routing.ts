import { flag, type Option, type Values } from "../command-line.ts";
import { progress } from "./progress.ts";
import { roundRobin } from "./routing/baselines.ts";
import { compare, REFERENCE, type Row } from "./routing/compare.ts";
import { OUTAGE, type Scenario } from "./routing/day.ts";
import { erlangA, erlangDay } from "./routing/erlang-a.ts";
import { decisions } from "./routing/latency.ts";
import * as model from "./routing/model.ts";
import { POLICIES } from "./routing/policies.ts";
import { simulate } from "./routing/simulate.ts";
import { table } from "./routing/table.ts";

/** Seeds of the report; the router's numbers were tuned on 1–40 and on no others. */
const HELD_OUT = { from: 100, to: 119 };

const POINTED = ["ladder language 2", "batch", REFERENCE, "heed"];

/** Days that go wrong, at the highest load; few of the large ones, they take long. */
const SCENARIOS: Readonly<Record<string, Scenario & { readonly days?: number }>> = {
  burst: { contacts: model.LOADS.high, burst: true },
  outage: { contacts: model.LOADS.high, outage: OUTAGE },
  detection: { contacts: model.LOADS.high, detectionError: 0.05 },
  large: { contacts: 20_000, agents: 200, days: 4 },
  heavy: { contacts: 3_700 },
  modest: { contacts: 3_740, modest: true },
};

const days: Option<typeof HELD_OUT> = {
  help: `seeds of the days (${HELD_OUT.from}-${HELD_OUT.to})`,
  initial: HELD_OUT,
  takes: "FROM-TO",
  wants: "a number or a range such as 100-119",
  read: (text) => {
    const [, from = "", to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
    return from !== "" && Number(to) >= Number(from)
      ? { from: Number(from), to: Number(to) }
      : undefined;
  },
};
export const options = {
  seeds: days,
  quick: flag("without the days that go wrong, decisions and Erlang-A measured less often"),
};

/**
 * The routing benchmark.
 * @returns tables to read, and the same figures by load and policy
 */
export async function run({
  seeds: { from, to },
  quick,
}: Values<typeof options>): Promise<{ readonly table: string; readonly json: object }> {
  const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const policies = Object.keys(POLICIES);
  const tables: string[] = [];
  const json: Record<string, object> = {};
  for (const load of ["high", "middle", "low"] as const) {
    const rows = compare({ contacts: model.LOADS[load] }, seeds, policies, told(`${load} load`));
    tables.push(table(`${load}: ${model.LOADS[load]} contacts a day, ${seeds.length} days`, rows));
    json[load] = means(rows);
    if (load === "high")
      json.paired = Object.fromEntries(rows.map((row) => [row.policy, row.against]));
  }
  if (!quick) {
    const scenarios: Record<string, object> = {};
    for (const [name, { days, ...scenario }] of Object.entries(SCENARIOS)) {
      const rows = compare(scenario, seeds.slice(0, days), POINTED, told(name));
      tables.push(table(`${name}: ${scenario.contacts} contacts a day`, rows));
      scenarios[name] = means(rows);
    }
    json.scenarios = scenarios;
  }
  progress("routing", "Erlang-A and the time of a decision");
  const erlang = quick ? validation(20_000) : validation();
  const times = Object.fromEntries(
    [10, 100, 1000].map((agents) => [agents, decisions(agents, quick ? 200 : undefined).p99Ms]),
  );
  json.erlangA = erlang;
  json.decisionP99Ms = times;
  tables.push(
    `Erlang-A: abandoned ${erlang.simulated.abandoned.toFixed(4)} (formula ${erlang.formula.abandoned.toFixed(4)}), mean wait ${erlang.simulated.meanWait.toFixed(2)} s (formula ${erlang.formula.meanWait.toFixed(2)} s)`,
    `One decision, 99th percentile: ${Object.entries(times)
      .map(([agents, ms]) => `${agents} agents ${ms.toFixed(3)} ms`)
      .join(", ")}`,
  );
  return { table: tables.join("\n"), json };
}

const told = (scenario: string) => (policy: string) =>
  progress("routing", `${scenario}, ${policy}`);

/** One class, one slot an agent, everything exponential: the simulator must reproduce the formula. */
export function validation(contacts = 100_000) {
  const system = { agents: 20, gap: 15, service: 320, patience: 240 };
  const { abandoned, meanWait } = simulate(erlangDay(system, contacts, 1), roundRobin());
  return { simulated: { abandoned, meanWait }, formula: erlangA(system) };
}

function means(rows: readonly Row[]): object {
  return Object.fromEntries(rows.map((row) => [row.policy, row.means]));
}
