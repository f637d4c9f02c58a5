import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Locale, pickLanguage, textsOf } from "../../web/widget/texts.ts";

const folder = new URL("../../web/locales/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Locale;
/** What the chat says at once, and what its parts loaded on demand bring along. */
const english: Locale = { ...read("en.json"), ...read("aside/en.json") };
const languages = files.map((name) => name.slice(0, -5));
const WANTED =
  "en et fi sv nb da ru uk lv lt pl cs de nl fr es it pt ro hu el tr ar he ja zh".split(" ");

const variablesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const formsOf = (entry: Locale[keyof Locale]): string[] =>
  typeof entry === "string" ? [entry] : Object.values(entry ?? {});

test("[WID21] there are texts in at least 26 languages", () => {
  expect(languages).toEqual(expect.arrayContaining(WANTED));
});

describe.each(languages)("[WID21] %s", (language) => {
  const locale = language === "en" ? english : read(`${language}.json`);
  const keys = Object.keys(english) as (keyof Locale)[];

  test("has every text and no other", () => {
    expect(Object.keys(locale).sort()).toEqual([...keys].sort());
  });

  test("keeps every variable", () => {
    for (const key of keys) {
      const wanted = new Set(variablesOf(formsOf(english[key]).join(" ")));
      for (const form of formsOf(locale[key])) {
        const found = new Set(variablesOf(form));
        // A plural form may say its number in words, such as "one" or "two".
        const spoken = typeof locale[key] !== "string" && wanted.has("n");
        expect(spoken ? new Set([...found, "n"]) : found, key).toEqual(wanted);
      }
    }
  });

  test("has exactly the plural forms of its language", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const key of keys) {
      if (typeof english[key] === "string") continue;
      const forms = locale[key] ?? {};
      expect(Object.keys(forms).sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  test("says nothing blank, and no English where it isn't", () => {
    for (const key of keys) {
      for (const form of formsOf(locale[key])) expect(form.trim(), key).not.toBe("");
    }
    const same = keys.filter((key) => JSON.stringify(locale[key]) === JSON.stringify(english[key]));
    if (language !== "en") expect(same.length).toBeLessThan(5);
  });

  test("is no larger than 3 KB gzip", () => {
    expect(gzipSync(JSON.stringify(locale)).length).toBeLessThan(3072);
  });
});

describe("[WID22] texts follow the rules of their language", () => {
  test.each([
    ["en", 1, "1 unread message"],
    ["en", 1200, "1,200 unread messages"],
    ["ru", 1, "1 непрочитанное сообщение"],
    ["ru", 3, "3 непрочитанных сообщения"],
    ["ru", 5, "5 непрочитанных сообщений"],
    ["fi", 2, "2 lukematonta viestiä"],
  ])("%s: %i", (language, n, text) => {
    expect(textsOf(language, read(`${language}.json`)).t("unread", { n })).toBe(text);
  });

  test.each([
    ["en", 1, "1 minute"],
    ["ru", 2, "2 минуты"],
    ["ru", 5, "5 минут"],
    ["fi", 3, "3 minuuttia"],
    ["pl", 1, "1 minuta"],
  ])("%s: %i minutes", (language, n, text) => {
    expect(textsOf(language, {}).minutes(n)).toBe(text);
  });

  test("percent and time are the language's own", () => {
    expect(textsOf("de", {}).percent(10)).toBe("10\u00a0%");
    expect(textsOf("ar", {}).direction).toBe("rtl");
    const noon = new Date(2026, 4, 3, 12, 5).getTime();
    expect(textsOf("fi", {}).time(noon, noon)).toBe("12.05");
    expect(textsOf("fi", {}).time(noon, noon + 5 * 86_400_000)).toBe("3.5. klo 12.05");
  });

  test("a missing text is the English one, the shop's own wording beats both", () => {
    const texts = textsOf("fi", {}, { chat: "Kysy <b>meiltä</b>" });
    expect(texts.t("notNow")).toBe("Not now");
    expect(texts.t("chat")).toBe("Kysy <b>meiltä</b>");
  });
});

test.each([
  [["fi"], "fi"],
  [["pt-BR", "fi"], "pt"],
  [["no"], "nb"],
  [["xx", undefined, "de-AT"], "de"],
  [["xx"], "en"],
  [["constructor", "__proto__"], "en"],
] as const)("[WID22] %j is answered in %s", (wanted, language) => {
  const available = { en: "", fi: "", pt: "", nb: "", de: "" };
  expect(pickLanguage(wanted, available)).toBe(language);
});
