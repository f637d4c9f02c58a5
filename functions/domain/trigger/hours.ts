import { type WallTime, wallTime } from "./clock.ts";

/** A span of a day, `"09:00"` … `"21:00"`; the end is no longer open. `"24:00"` is the day's end. */
export type Span = readonly [from: string, to: string];

/** Open spans by weekday, 1 Monday … 7 Sunday; a day that is not named is closed. */
export type Week = Readonly<Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly Span[]>>>;

/** When each language is served. A language without a week of its own has the usual one; without that it is always open. */
export interface OpeningHours {
  readonly usual?: Week;
  readonly byLanguage?: Readonly<Record<string, Week>>;
  /** Dates (YYYY-MM-DD) on which nobody is there. */
  readonly closed?: readonly string[];
}

/** Is this language served at `now` (epoch ms), by the clock of `timeZone`? */
export function isOpen(
  hours: OpeningHours | undefined,
  language: string,
  now: number,
  timeZone: string,
): boolean {
  if (hours === undefined) return true;
  const own = hours.byLanguage;
  const week = own && Object.hasOwn(own, language) ? own[language] : hours.usual;
  if (week === undefined && hours.closed === undefined) return true;
  const wall = wallTime(now, timeZone);
  if (hours.closed?.includes(wall.date)) return false;
  return week === undefined || inWeek(week, wall);
}

function inWeek(week: Week, { weekday, minutes }: WallTime): boolean {
  const spans = week[weekday as keyof Week] ?? [];
  return spans.some(([from, to]) => minutes >= minutesOf(from) && minutes < minutesOf(to));
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes ?? 0);
}
