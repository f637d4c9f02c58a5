import type { Floor } from "../../../functions/contract/desk.ts";
import { TARGETS } from "./waiting.ts";

/** Points of a sparkline: ten minutes of looks five seconds apart. */
const POINTS = 120;
/** A wait that is over counts for so long, ms. */
const REMEMBERED = 3_600_000;

/** By what waits are told apart. */
export type Sort = "language" | "topic";

/** One wait of one conversation, as far as this page has seen it. */
interface Wait {
  readonly language: string;
  /** Empty: nobody knows what it is about. */
  readonly topic: string;
  readonly since: number;
  /** When it was seen to be over: up to one look later than it was. */
  readonly endedAt?: number;
}

/** The figures of one language or topic at one look. */
export interface Service {
  readonly name: string;
  readonly waiting: number;
  /** ms; 0: nobody waits. */
  readonly longest: number;
  /** Share of the waits seen here that were answered within the target, 0…1; undefined: none has been decided. */
  readonly level: number | undefined;
  readonly decided: number;
}

/** One table of them, with its curves: newest last, by name. */
export interface ServiceTable {
  readonly rows: readonly Service[];
  readonly waitingPoints: ReadonlyMap<string, readonly number[]>;
  readonly levelPoints: ReadonlyMap<string, readonly number[]>;
}

/** What this page remembers from look to look. */
export interface ServiceLog {
  readonly waits: ReadonlyMap<string, Wait>;
  readonly by: Readonly<Record<Sort, ServiceTable>>;
}

const EMPTY: ServiceTable = { rows: [], waitingPoints: new Map(), levelPoints: new Map() };
export const EMPTY_LOG: ServiceLog = { waits: new Map(), by: { language: EMPTY, topic: EMPTY } };

/**
 * Takes one more look into account. A wait counts as answered when its conversation is seen without one; one that is over the target counts against
 * the level at once, one below it not yet.
 */
export function looked(log: ServiceLog, { at, conversations }: Floor): ServiceLog {
  const waits = new Map(log.waits);
  for (const { conversation, topic = "", waitsSince } of conversations) {
    const key = `${conversation.id} ${waitsSince}`;
    if (waitsSince !== undefined && !waits.has(key)) {
      waits.set(key, { language: conversation.language, topic, since: waitsSince });
    }
  }
  const now = new Set(conversations.map((each) => `${each.conversation.id} ${each.waitsSince}`));
  const open = new Set(conversations.map(({ conversation }) => conversation.id));
  for (const [key, wait] of waits) {
    const { endedAt } = wait;
    if (endedAt === undefined && !now.has(key)) {
      // Closed while she waited: nobody knows whether she was answered.
      if (open.has(key.slice(0, key.indexOf(" ")))) waits.set(key, { ...wait, endedAt: at });
      else waits.delete(key);
    } else if (endedAt !== undefined && at - endedAt > REMEMBERED) waits.delete(key);
  }
  const listed = conversations.map(({ conversation, topic = "" }) => ({
    language: conversation.language,
    topic,
  }));
  const table = (sort: Sort): ServiceTable => {
    const all = [...waits.values()];
    const names = new Set([...listed, ...all].map((each) => each[sort]));
    const rows = [...names].sort().map((name) =>
      serviceOf(
        name,
        all.filter((wait) => wait[sort] === name),
        at,
      ),
    );
    const { waitingPoints, levelPoints } = log.by[sort];
    return {
      rows,
      waitingPoints: added(waitingPoints, rows, ({ waiting }) => waiting),
      levelPoints: added(levelPoints, rows, ({ level }) => level),
    };
  };
  return { waits, by: { language: table("language"), topic: table("topic") } };
}

function serviceOf(name: string, waits: readonly Wait[], at: number): Service {
  const open = waits.filter(({ endedAt }) => endedAt === undefined);
  const took = waits
    .map(({ since, endedAt }) => ({ ms: (endedAt ?? at) - since, over: endedAt !== undefined }))
    .filter(({ ms, over }) => over || ms > TARGETS.first);
  const good = took.filter(({ ms }) => ms <= TARGETS.first).length;
  return {
    name,
    waiting: open.length,
    longest: Math.max(0, ...open.map(({ since }) => at - since)),
    level: took.length === 0 ? undefined : good / took.length,
    decided: took.length,
  };
}

function added(
  points: ReadonlyMap<string, readonly number[]>,
  rows: readonly Service[],
  value: (service: Service) => number | undefined,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    rows.map((each) => {
      const point = value(each);
      const before = points.get(each.name) ?? [];
      return [each.name, point === undefined ? before : [...before, point].slice(-POINTS)];
    }),
  );
}
