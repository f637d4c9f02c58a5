import type { DocumentValues } from "./answers.ts";

type Hours = DocumentValues["hours"];
export type Week = NonNullable<Hours["usual"]>;
export type Weekday = keyof Week;

export const WEEKDAYS = [
  [1, "Monday"],
  [2, "Tuesday"],
  [3, "Wednesday"],
  [4, "Thursday"],
  [5, "Friday"],
  [6, "Saturday"],
  [7, "Sunday"],
] as const satisfies readonly (readonly [Weekday, string])[];

/** Time of day and date in a zone, as the preview tells them; undefined for a zone that is none. */
export function wallClock(
  now: number,
  timeZone: string,
): { readonly time: string; readonly date: string; readonly weekday: Weekday } | undefined {
  try {
    const parts = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "short",
    }).format(now);
    const [date = "", time = ""] = parts.split(" ");
    const day = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return { date, time, weekday: day as Weekday };
  } catch {
    return undefined;
  }
}

/** Would this language be served now, by these hours? As the server decides it; undefined where the time zone is none. */
export function isOpenNow(hours: Hours, language: string, now: number): boolean | undefined {
  const wall = wallClock(now, hours.timeZone);
  if (!wall) return undefined;
  if (hours.closed?.includes(wall.date)) return false;
  const week = hours.byLanguage?.[language] ?? hours.usual;
  if (!week) return true;
  return (week[wall.weekday] ?? []).some(([from, to]) => wall.time >= from && wall.time < to);
}
