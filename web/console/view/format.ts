const languageNames = new Intl.DisplayNames(["en"], { type: "language" });
const clockFormat = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayFormat = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });
const fullFormat = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** "fi" → "Finnish". */
export const languageName = (code: string): string => languageNames.of(code) ?? code;

/** An amount with its currency. */
export function money(value: number, currency: string): string {
  const format =
    moneyFormats.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency });
  moneyFormats.set(currency, format);
  return format.format(value);
}

/** A time of day. */
export const clock = (at: number): string => clockFormat.format(at);

const regionNames = new Intl.DisplayNames(["en"], { type: "region" });
const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** "FI" → "Finland". */
export const regionName = (code: string): string => regionNames.of(code) ?? code;

/** "2 Nov 2026"; what is no time is told so. */
export const dateOf = (at: number): string =>
  Number.isNaN(at) ? "day unknown" : dateFormat.format(at);

/** The time of day in another zone; undefined for a zone that is not known here. @param zone IANA name */
export function clockIn(zone: string, at: number): string | undefined {
  try {
    return new Date(at).toLocaleTimeString("en", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: zone,
    });
  } catch {
    return undefined;
  }
}

/** Date and time in full, for a tooltip. */
export const moment = (at: number): string => fullFormat.format(at);

/** A duration in ms as "45 s", "3 min" or "2 h". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** The day a moment belongs to, by this device's time zone; equal for moments of one day. */
export const dayOf = midnight;

/** "Today", "Yesterday" or the day's name and date. */
export function dayName(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : dayFormat.format(at);
}

/** "cart-hesitation" → "Cart hesitation". */
export function phrase(id: string): string {
  const words = id.replaceAll(/[-_:]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "1 piece", "2 pieces". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;
