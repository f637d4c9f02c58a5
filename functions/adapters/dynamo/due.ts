import type { Clock, Due, Store } from "../../ports.ts";
import { CURSOR_SK, cursorKey, dueBound, duePk, dueShard, dueSk, latePk, SHARDS } from "./keys.ts";
import type { Item, Table } from "./table.ts";
import { ending } from "./ttl.ts";

const MINUTE = 60_000;
/** A row this much overdue when it is written goes to its shard's late list: its minute may have been swept for the last time. */
const LATE_MS = MINUTE;
/** Minutes before the present one that are read at every sweep. More than `LATE_MS`, so that slow writes and clocks that differ by two minutes lose nothing. */
const WINDOW = 3;
/** Older minutes that one sweep catches up with, per shard; the very first looks back as far. */
const BACKLOG = 60;
/** The cursor is written when it has moved by so many minutes: reading a few again is cheaper than writing every time. */
const CURSOR_STEP = 4;

/**
 * What is due lies in one partition per shard and minute. A sweep reads the last few minutes and, older than these, what lies behind its cursor: there it carries what
 * nobody removed to the shard's late list and moves the cursor on, so that neither an outage nor a stubborn row hides another. The late list is read at every sweep.
 *
 * Whoever sweeps removes each row or puts a later one in its place; rows left over come back at every sweep, oldest first, and use up its limit.
 * @param clock the same time that the callers live by
 */
export function dues(table: Table, clock: Clock): Pick<Store, "addDue" | "removeDue" | "due"> {
  const minuteKey = (due: Due) => ({
    pk: duePk(dueShard(due.ref), minuteOf(due.at)),
    sk: dueSk(due),
  });
  const lateKey = (due: Due) => ({ pk: latePk(dueShard(due.ref)), sk: dueSk(due) });
  const isLate = (due: Due) => due.at < clock() - LATE_MS;

  async function put(key: { pk: string; sk: string }, { at, ref }: Due): Promise<void> {
    // A connection is nothing to come back for once it has ended, even where no sweeper runs any more.
    const { expiresAt } = ref.kind === "connection" ? ending(ref.until) : {};
    await table.put({ ...key, at, ref, ...(expiresAt !== undefined && { expiresAt }) });
  }

  async function toLateList(due: Due): Promise<void> {
    await put(lateKey(due), due);
    await table.remove(minuteKey(due));
  }

  async function sweepShard(shard: number, now: number, limit: number): Promise<readonly Due[]> {
    const present = minuteOf(now);
    const read = async (minute: number): Promise<readonly Due[]> =>
      (
        await table.query({
          pk: duePk(shard, minute),
          between: ["0", dueBound(now)],
          limit,
        })
      ).map(dueOf);
    const [own, ...recent] = await Promise.all([
      table.query({ pk: latePk(shard), between: [CURSOR_SK, dueBound(now)], limit: limit + 1 }),
      ...minutes(present - WINDOW, present + 1).map(read),
    ]);
    const cursor = own.find(({ sk }) => sk === CURSOR_SK)?.minute as number | undefined;
    const start = cursor ?? present - BACKLOG;
    const end = Math.max(start, Math.min(start + BACKLOG, present - WINDOW));
    const backlog = await Promise.all(minutes(start, end).map(read));
    await Promise.all(backlog.flat().map(toLateList));
    const crowded = backlog.findIndex((rows) => rows.length === limit);
    await moveCursor(shard, cursor, crowded < 0 ? end : start + crowded);
    return [
      ...own.filter(({ sk }) => sk !== CURSOR_SK).map(dueOf),
      ...backlog.flat(),
      ...recent.flat(),
    ];
  }

  async function moveCursor(shard: number, from: number | undefined, to: number): Promise<void> {
    if (from !== undefined && to < from + CURSOR_STEP) return;
    await table.update(cursorKey(shard), {
      set: ["#minute = :to"],
      when: "attribute_not_exists(#pk) OR #minute < :to",
      values: { to },
    });
  }

  return {
    async addDue(due) {
      await put(isLate(due) ? lateKey(due) : minuteKey(due), due);
    },

    async removeDue(due) {
      await Promise.all([
        table.remove(minuteKey(due)),
        ...(isLate(due) ? [table.remove(lateKey(due))] : []),
      ]);
    },

    async due(now, limit) {
      if (limit < 1) return [];
      const found = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => sweepShard(shard, now, limit)),
      );
      // A row on its way to the late list may be in both places.
      const rows = new Map(found.flat().map((due) => [dueSk(due), due]));
      return [...rows.keys()]
        .sort()
        .slice(0, limit)
        .flatMap((sk) => rows.get(sk) ?? []);
    },
  };
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE);
}

/** `from` up to, but not including, `to`. */
function minutes(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function dueOf({ at, ref }: Item): Due {
  return { at: at as number, ref: ref as Due["ref"] };
}
