export const LANGUAGES = ["en", "fi", "et", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: string | undefined): text is Language =>
  (LANGUAGES as readonly (string | undefined)[]).includes(text);

/** @param header `Accept-Language`. @returns the first of its languages that the shop speaks, English if none. */
export function preferred(header: string | undefined): Language {
  const wanted = (header ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? "en";
}

/** @param amount in euros. */
export function money(amount: number, language: Language): string {
  return new Intl.NumberFormat(language === "en" ? "en-IE" : language, {
    style: "currency",
    currency: "EUR",
  }).format(amount);
}
