/** A moment as a clock on a wall shows it. `weekday`: 1 Monday … 7 Sunday; `minutes` since midnight; `date`: YYYY-MM-DD. */
export interface WallTime {
  readonly weekday: number;
  readonly hour: number;
  readonly minutes: number;
  readonly date: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using one, and a stage has one time zone or a few. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

/** Is this an IANA time zone that can be told? */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Wall time of `now` (epoch ms) in `timeZone` (an IANA name; an unknown one is taken for UTC). */
export function wallTime(now: number, timeZone: string): WallTime {
  const parts: Record<string, string> = {};
  const format = formatOf(isTimeZone(timeZone) ? timeZone : "UTC");
  for (const { type, value } of format.formatToParts(now)) parts[type] = value;
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const hour = Number(parts.hour);
  const sundayIsZero = new Date(`${date}T00:00:00Z`).getUTCDay();
  return { weekday: sundayIsZero || 7, hour, minutes: hour * 60 + Number(parts.minute), date };
}
