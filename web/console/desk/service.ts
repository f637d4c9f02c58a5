import type { Floor, FloorConversation } from "../../../functions/contract/desk.ts";
import { TARGETS } from "./waiting.ts";

/** From here on somebody should look, ms. */
export const ALARM = { waiting: 60_000, silent: 180_000 } as const;
/** Points of a sparkline: ten minutes of looks five seconds apart. */
const POINTS = 120;
/** A wait that is over counts for so long, ms. */
const REMEMBERED = 3_600_000;

/** One wait of one conversation, as far as this page has seen it. */
interface Wait {
  readonly language: string;
  readonly since: number;
  /** When it was seen to be over: up to one look later than it was. */
  readonly endedAt?: number;
}

/** One language's figures at one look. */
export interface LanguageService {
  readonly language: string;
  readonly waiting: number;
  /** ms; 0: nobody waits. */
  readonly longest: number;
  /** Share of the waits seen here that were answered within the target, 0…1; undefined: none has been decided. */
  readonly level: number | undefined;
  readonly decided: number;
}

/** What this page remembers from look to look. */
export interface ServiceLog {
  readonly waits: ReadonlyMap<string, Wait>;
  /** Newest last, by language. */
  readonly waitingPoints: ReadonlyMap<string, readonly number[]>;
  readonly levelPoints: ReadonlyMap<string, readonly number[]>;
  readonly languages: readonly LanguageService[];
}

export const EMPTY_LOG: ServiceLog = {
  waits: new Map(),
  waitingPoints: new Map(),
  levelPoints: new Map(),
  languages: [],
};

/**
 * Takes one more look into account. A wait counts as answered when its conversation is seen without one; one that is over the target counts against
 * the level at once, one below it not yet.
 */
export function looked(log: ServiceLog, { at, conversations }: Floor): ServiceLog {
  const waits = new Map(log.waits);
  for (const { conversation, waitsSince } of conversations) {
    const key = `${conversation.id} ${waitsSince}`;
    if (waitsSince !== undefined && !waits.has(key)) {
      waits.set(key, { language: conversation.language, since: waitsSince });
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
  const listed = conversations.map(({ conversation }) => conversation.language);
  const known = [...waits.values()].map(({ language }) => language);
  const languages = [...new Set([...listed, ...known])]
    .sort()
    .map((language) => serviceOf(language, [...waits.values()], at));
  return {
    waits,
    languages,
    waitingPoints: added(log.waitingPoints, languages, ({ waiting }) => waiting),
    levelPoints: added(log.levelPoints, languages, ({ level }) => level),
  };
}

function serviceOf(language: string, all: readonly Wait[], at: number): LanguageService {
  const waits = all.filter((wait) => wait.language === language);
  const open = waits.filter(({ endedAt }) => endedAt === undefined);
  const took = waits
    .map(({ since, endedAt }) => ({ ms: (endedAt ?? at) - since, over: endedAt !== undefined }))
    .filter(({ ms, over }) => over || ms > TARGETS.first);
  const good = took.filter(({ ms }) => ms <= TARGETS.first).length;
  return {
    language,
    waiting: open.length,
    longest: Math.max(0, ...open.map(({ since }) => at - since)),
    level: took.length === 0 ? undefined : good / took.length,
    decided: took.length,
  };
}

function added(
  points: ReadonlyMap<string, readonly number[]>,
  languages: readonly LanguageService[],
  value: (service: LanguageService) => number | undefined,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    languages.map((each) => {
      const point = value(each);
      const before = points.get(each.language) ?? [];
      return [each.language, point === undefined ? before : [...before, point].slice(-POINTS)];
    }),
  );
}

/** Why a supervisor should look at a conversation now. */
export function alarmOf(
  { conversation, waitsSince, lastAt }: FloorConversation,
  at: number,
): "waiting" | "silent" | undefined {
  if (waitsSince !== undefined && at - waitsSince > ALARM.waiting) return "waiting";
  if (conversation.status === "active" && at - lastAt > ALARM.silent) return "silent";
  return undefined;
}
