import { compileRules } from "../../functions/domain/trigger/compile.ts";
import { decide, type TriggerEnv } from "../../functions/domain/trigger/decide.ts";
import { progress } from "./progress.ts";
import { makeRules, makeVisits, random } from "./trigger-load.ts";

export interface Speed {
  readonly medianUs: number;
  readonly perSecond: number;
}

const SIZES = [10, 50, 500] as const;
const VISITS = 2_000;
const ROUNDS = 15;
const GROUP = 20;

/** Times decisions in small groups, since one alone is shorter than the clock's step; the median over all groups of all rounds. */
function measure(rules: number, same: boolean): Speed & { readonly invited: number } {
  const next = random(20_260 + rules);
  const now = Date.UTC(2026, 4, 6, 12);
  const compiled = compileRules(makeRules(rules, same, next));
  if (compiled.refused.length > 0) throw new Error(JSON.stringify(compiled.refused[0]));
  const visits = makeVisits(VISITS, same, now, next);
  const env: TriggerEnv = {
    now,
    languages: ["en", "fi", "et", "ru"],
    fallbackLanguage: "en",
    holdout: { share: 0.1, salt: "bench" },
    timeZone: "Europe/Tallinn",
    openness: () => ({ freeSlots: 30, openInvitations: 4, reserve: 6, answeredIn20: 0.95 }),
  };
  const times: number[] = [];
  let total = 0;
  let invited = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (let from = 0; from < visits.length; from += GROUP) {
      const group = visits.slice(from, from + GROUP);
      const start = process.hrtime.bigint();
      for (const visit of group) if (decide(compiled, visit, env).kind === "invite") invited += 1;
      const us = Number(process.hrtime.bigint() - start) / 1000;
      // The first round is for the compiler.
      if (round === 0) continue;
      times.push(us / group.length);
      total += us;
    }
  }
  times.sort((a, b) => a - b);
  return {
    medianUs: Math.round((times[times.length >> 1] ?? 0) * 100) / 100,
    perSecond: Math.round((ROUNDS * visits.length) / (total / 1e6)),
    invited: invited / ((ROUNDS + 1) * visits.length),
  };
}

export const options = {};

/** `npm run bench -- triggers`: time of one decision, growing with the rules; beside the usual spread the worst case, all rules on one signal. */
export async function run(): Promise<{ readonly table: string; readonly json: object }> {
  const lines = ["rules  signals   median µs   decisions/s   growth   invites"];
  const json: Record<string, Speed> = {};
  for (const same of [false, true]) {
    let first: number | undefined;
    for (const size of SIZES) {
      progress("triggers", `${size} rules, ${same ? "all on one signal" : "spread"}`);
      const { medianUs, perSecond, invited } = measure(size, same);
      if (!same) json[`rules${size}`] = { medianUs, perSecond };
      first ??= medianUs;
      lines.push(
        [
          String(size).padStart(5),
          (same ? "all one" : "spread").padEnd(8),
          medianUs.toFixed(2).padStart(10),
          String(perSecond).padStart(12),
          `× ${(medianUs / first).toFixed(1)}`.padStart(7),
          `${(100 * invited).toFixed(1)} %`.padStart(8),
        ].join("  "),
      );
    }
  }
  return { table: lines.join("\n"), json };
}
