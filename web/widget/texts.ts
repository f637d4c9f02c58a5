import type rare from "../locales/aside/en.json";
import english from "../locales/en.json";

/** What the chat itself says; its English is part of it. */
export type ChatKey = keyof typeof english;
/** What the parts loaded on demand say; their English comes with them (aside/use-words.ts). */
export type AsideKey = keyof typeof rare;
export type TextKey = ChatKey | AsideKey;
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Locale = Readonly<Partial<Record<TextKey, string | Plural>>>;

/** Hashed file of every language, beside this script; the build writes it. */
declare const __HEED_LOCALES__: Readonly<Record<string, string>>;

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur", "yi"]);

/** What people write for a language that goes by another name here. */
const ALIASES: Readonly<Record<string, string>> = { no: "nb", nn: "nb", iw: "he" };

/** Texts of one language, with its rules for plurals, numbers and times. */
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /**
   * A text with its `{variables}` filled in; `n` chooses the plural form, and numbers are written in the language's digits.
   *
   * @param missing what to say where neither the shop nor the language has it
   */
  t(key: TextKey, variables?: Variables, missing?: string | Plural): string;
  /** Hours and minutes, with the date when it isn't today. @param at epoch ms */
  time(at: number, now: number): string;
  /** @param value 5 for 5 % */
  percent(value: number): string;
  /** "3 minutes". */
  minutes(value: number): string;
}

export type Variables = Readonly<Record<string, string | number>>;

/** @param overrides the shop's own wording, by key */
export function textsOf(language: string, locale: Locale, overrides: Locale = {}): Texts {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const write = (value: string | number) =>
    typeof value === "number" ? numbers.format(value) : value;
  return {
    language,
    direction: RIGHT_TO_LEFT.has(base(language)) ? "rtl" : "ltr",
    t(key, variables = {}, missing = english[key as ChatKey] ?? "") {
      const found: string | Plural = overrides[key] ?? locale[key] ?? missing;
      const form =
        typeof found === "string"
          ? found
          : (found[plurals.select(Number(variables.n ?? 0))] ?? found.other ?? "");
      return form.replace(/\{(\w+)\}/g, (_, name: string) => write(variables[name] ?? ""));
    },
    time(at, now) {
      const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
      const day = sameDay ? {} : ({ day: "numeric", month: "short" } as const);
      const clock = { hour: "numeric", minute: "2-digit" } as const;
      return new Intl.DateTimeFormat(language, { ...day, ...clock }).format(at);
    },
    percent: (value) => new Intl.NumberFormat(language, { style: "percent" }).format(value / 100),
    minutes: (value) =>
      new Intl.NumberFormat(language, {
        style: "unit",
        unit: "minute",
        unitDisplay: "long",
      }).format(value),
  };
}

export const ENGLISH: Texts = textsOf("en", english);

/** The first wanted language that there is a file of, by its own name or its base's. */
export function pickLanguage(
  wanted: readonly (string | undefined)[],
  available: Readonly<Record<string, unknown>> = __HEED_LOCALES__,
): string {
  for (const tag of wanted) {
    const name = tag && base(tag);
    const known = name && (ALIASES[name] ?? name);
    if (known && Object.hasOwn(available, known)) return known;
  }
  return "en";
}

/** Loads a language's texts; whatever goes wrong, English is there. */
export async function loadTexts(language: string, overrides: Locale): Promise<Texts> {
  const file = __HEED_LOCALES__[language];
  if (language === "en" || !file) return textsOf("en", english, overrides);
  try {
    const response = await fetch(new URL(file, import.meta.url), { credentials: "omit" });
    if (!response.ok) throw new Error(String(response.status));
    return textsOf(language, (await response.json()) as Locale, overrides);
  } catch {
    return textsOf("en", english, overrides);
  }
}

function base(tag: string): string {
  return tag.toLowerCase().split("-", 1)[0] ?? "";
}
