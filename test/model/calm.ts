import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { sweep as sweepAll } from "../../functions/use-cases/sweep.ts";
import { brokenAt, heads, idleAt, leftAt } from "./promises.ts";
import { callerOf, SETTINGS, Stage } from "./stage.ts";
import { copyOf, type Table } from "./table.ts";

/** The sweeper's tick (infra/timers.ts). */
const TICK_MS = 60_000;

/** Sweeps after which no free agent is beside a conversation that waits for somebody like her. */
const IDLE_SWEEPS = 2;

/** Sweeps after which all else is in order: a slot or chat left by a crash is found with the conversation's next look, which an open chat has every `conversationCheckMs`. */
const REPAIR_SWEEPS = 2 + Math.ceil(SETTINGS.conversationCheckMs / TICK_MS);

/**
 * Nothing fails any more and nobody asks for anything: consoles renew their leases, the sweeper comes every minute, agents answer what rings. Timers are lost, so that the sweeper alone has to put things right.
 * @param from epoch ms
 * @returns what is still not in order
 */
export async function afterCalm(
  ending: Table,
  from: number,
  sweep: (deps: Deps) => Promise<unknown> = sweepAll,
): Promise<readonly string[]> {
  const { table, world } = new Stage(copyOf(ending));
  const { deps } = world;
  world.now = from;
  const broken: string[] = [];
  for (let count = 1; count <= REPAIR_SWEEPS; count++) {
    for (let part = 0; part < 3; part++) {
      world.now += TICK_MS / 3;
      await renewLeases(deps, table);
    }
    await sweep(deps);
    await answerRings(deps, table, world.now);
    broken.push(...brokenAt(table, world.now));
    if (count >= IDLE_SWEEPS)
      broken.push(...[...idleAt(table, world.now)].map((what) => `${what} (sweep ${count})`));
  }
  broken.push(...leftAt(table, world.now));
  return broken;
}

async function renewLeases(deps: Deps, table: Table): Promise<void> {
  for (const id of table.agents.keys()) await heartbeat(deps, callerOf(id));
}

async function answerRings(deps: Deps, table: Table, now: number): Promise<void> {
  for (const { id, state } of heads(table)) {
    // What is over nobody hears: the sweep has rung again for whatever is not.
    if (state.kind !== "offering" || state.until <= now) continue;
    await acceptRing(deps, callerOf(state.agent), { conversation: id, round: state.round });
  }
}
