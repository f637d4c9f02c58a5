const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

/** "fi" → "Finnish". */
export const languageName = (code: string): string => languageNames.of(code) ?? code;

/** An amount with its currency. */
export const money = (value: number, currency: string): string =>
  new Intl.NumberFormat("en", { style: "currency", currency }).format(value);

/** A time of day. */
export const clock = (at: number): string =>
  new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);

/** A duration in ms as "45 s" or "3 min". */
export const duration = (ms: number): string =>
  ms < 60_000 ? `${Math.max(0, Math.round(ms / 1000))} s` : `${Math.floor(ms / 60_000)} min`;

/** "cart-hesitation" → "Cart hesitation". */
export function phrase(id: string): string {
  const words = id.replaceAll(/[-_:]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
