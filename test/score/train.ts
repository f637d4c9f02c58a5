/**
 * `tsx test/score/train.ts --data FILE_OR_FOLDER [--write] [--shipped]`, or the folder in HEED_DATA: trains the loss model on the UCI "Online Shoppers
 * Purchasing Intention" set and reports it honestly. `--write` replaces the shipped weights; `--shipped` measures those on the given data instead of
 * training (for data that was kept back).
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FEATURES } from "../../functions/domain/trigger/score-features.ts";
import weights from "../../functions/domain/trigger/score-weights.json" with { type: "json" };
import { readSessions, type Session } from "./data.ts";
import { everyColumn, served } from "./designs.ts";
import { crossValidate, type Evaluation, FOLDS, measure } from "./evaluate.ts";
import { fitLogistic, predict } from "./logistic.ts";

const FILE = "online_shoppers_intention.csv";
const RIDGE = 3;
const SHIPPED = new URL("../../functions/domain/trigger/score-weights.json", import.meta.url);

function dataPath(args: readonly string[]): string {
  const flag = args.indexOf("--data");
  const given = flag < 0 ? process.env.HEED_DATA : args[flag + 1];
  if (!given) throw new Error("name the data by --data or HEED_DATA");
  return statSync(given).isDirectory() ? join(given, FILE) : given;
}

function line(name: string, e: Evaluation): string {
  const figures = [e.auc, e.brier, e.calibrationError].map((x) => x.toFixed(4).padStart(8));
  return `${name.padEnd(34)}${String(e.features).padStart(9)}${figures.join("  ")}`;
}

function reliabilityTable({ bins }: Evaluation): string {
  return [
    "group      n  predicted  observed",
    ...bins.map(
      (b, i) =>
        `${String(i + 1).padStart(5)} ${String(b.n).padStart(6)} ${b.predicted.toFixed(3).padStart(10)} ${b.observed.toFixed(3).padStart(9)}`,
    ),
  ].join("\n");
}

function report(sessions: readonly Session[]): void {
  const bought = sessions.filter((session) => session.bought).length;
  console.log(
    `${sessions.length} sessions, ${((100 * bought) / sessions.length).toFixed(1)} % buy`,
  );
  console.log(`${FOLDS}-fold, logistic, L2 ${RIDGE}; probability of buying\n`);
  console.log(`${"".padEnd(34)} features     AUC     Brier  calibration error`);
  const leaking = crossValidate(sessions, everyColumn(sessions, true), RIDGE);
  const honest = crossValidate(sessions, everyColumn(sessions, false), RIDGE);
  const own = crossValidate(sessions, served, RIDGE);
  console.log(line("all columns, PageValues too (leaks)", leaking));
  console.log(line("all columns without PageValues", honest));
  console.log(line("what Heed sees (shipped)", own));
  console.log(`\nReliability of the shipped design, ${FOLDS}-fold\n${reliabilityTable(own)}`);
}

function main(args: readonly string[]): void {
  const sessions = readSessions(dataPath(args));
  if (args.includes("--shipped")) {
    const { bias, weights: byName } = weights;
    const values = FEATURES.map((name) => (byName as Record<string, number>)[name] ?? 0);
    const predicted = sessions.map((s) => predict({ bias, weights: values }, served(s)));
    const e = measure(predicted, sessions, FEATURES.length);
    console.log(`${line("shipped weights on this data", e)}\n${reliabilityTable(e)}`);
    return;
  }
  report(sessions);
  if (!args.includes("--write")) return;
  const ys = sessions.map(({ bought }) => (bought ? 1 : 0));
  const model = fitLogistic(sessions.map(served), ys, RIDGE);
  const round = (x: number) => Math.round(x * 1e5) / 1e5;
  const shipped = {
    source:
      "Trained by test/score/train.ts on 'Online Shoppers Purchasing Intention Dataset' (C. Sakar, Y. Kastro, 2018), UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/468",
    licence: "Data: CC BY 4.0",
    sessions: sessions.length,
    bias: round(model.bias),
    weights: Object.fromEntries(FEATURES.map((name, i) => [name, round(model.weights[i] ?? 0)])),
  };
  writeFileSync(SHIPPED, `${JSON.stringify(shipped, null, 2)}\n`);
  console.log("\nweights written");
}

main(process.argv.slice(2));
