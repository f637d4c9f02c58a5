import type { Arm, ExperimentFigures, MoneyReport } from "../../contract/reports.ts";
import { NO_STATS, SQUARE_SIDE, STAT_NAMES, type StatRow, type Stats } from "./counts.ts";
import { difference, meanDifference, proportion } from "./intervals.ts";

const ARMS: readonly Arm[] = ["treated", "held-out"];

/**
 * Compares the arms of one experiment.
 * @param rows of any days and experiments
 */
export function experimentReport(experiment: string, rows: readonly StatRow[]): ExperimentFigures {
  const own = rows.filter((row) => row.experiment === experiment);
  const sums = byArm((arm) => total(own.filter((row) => row.arm === arm)));
  const { treated, "held-out": heldOut } = sums;
  const of = ({ orders, exposures }: Stats) => ({ k: Math.min(orders, exposures), n: exposures });
  const uplift = difference(of(treated), of(heldOut));
  const currencies = [...new Set(own.map(({ currency }) => currency))]
    .filter((currency) => currency !== "-")
    .sort();
  const money = (kind: "net" | "margin") =>
    currencies.map((currency) => moneyReport(currency, own, sums, kind));
  return {
    experiment,
    arms: byArm((arm) => {
      const { k, n } = of(sums[arm]);
      const conversion = proportion(k, n);
      return { exposures: n, orders: sums[arm].orders, ...(conversion && { conversion }) };
    }),
    ...(uplift && { uplift }),
    value: money("net"),
    margin: money("margin"),
    ordersWithoutMargin: ARMS.reduce((sum, arm) => sum + sums[arm].orders - sums[arm].margins, 0),
  };
}

function moneyReport(
  currency: string,
  rows: readonly StatRow[],
  all: Readonly<Record<Arm, Stats>>,
  kind: "net" | "margin",
): MoneyReport {
  const sums = byArm((arm) => {
    const part = total(rows.filter((row) => row.arm === arm && row.currency === currency));
    return {
      n: all[arm].exposures,
      sum: part[kind] / 100,
      squares: part[`${kind}Squares`] * SQUARE_SIDE ** 2,
    };
  });
  const found = meanDifference(sums.treated, sums["held-out"]);
  return {
    currency,
    total: byArm((arm) => sums[arm].sum),
    perExposure: byArm((arm) => (sums[arm].n === 0 ? 0 : sums[arm].sum / sums[arm].n)),
    ...(found && { difference: found }),
  };
}

function byArm<T>(make: (arm: Arm) => T): Readonly<Record<Arm, T>> {
  return { treated: make("treated"), "held-out": make("held-out") };
}

function total(rows: readonly Stats[]): Stats {
  const sums: Record<keyof Stats, number> = { ...NO_STATS };
  for (const row of rows) for (const name of STAT_NAMES) sums[name] += row[name];
  return sums;
}
