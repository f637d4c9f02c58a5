import { describe, expect, test } from "vitest";
import {
  baseLanguage,
  CONSTRAINT_CONFIDENCE,
  chooseLanguage,
} from "../../../functions/domain/language/choose-language.ts";

const SITE = ["en", "fi", "et", "ru", "nb"];

describe("the language to serve a shopper in", () => {
  test.each([
    ["[LNG1] a page in Finnish", { page: "fi-FI" }, "fi", "page"],
    [
      "[LNG1] a page in a language the site has not, a browser in Russian",
      { page: "ja", browser: ["ja", "ru-RU"] },
      "ru",
      "browser",
    ],
    [
      "[LNG2] her own clear words beat the page",
      { page: "en", detected: { language: "et", reliable: true } },
      "et",
      "text",
    ],
    [
      "[LNG3] unclear words do not",
      { page: "en", detected: { language: "et", reliable: false } },
      "en",
      "page",
    ],
    [
      "[LNG3] nor do clear words in a language nobody answers",
      { page: "en", detected: { language: "ja", reliable: true } },
      "en",
      "page",
    ],
    ["[LNG4] nothing known", {}, "en", "fallback"],
  ] as const)("%s", (_, evidence, language, from) => {
    expect(chooseLanguage(evidence, SITE, "en")).toMatchObject({ language, from });
  });

  test("[LNG4] a guess is a wish, never a need", () => {
    expect(chooseLanguage({}, SITE, "en").confidence).toBeLessThan(CONSTRAINT_CONFIDENCE);
  });

  test.each([
    ["no", "nb"],
    ["nn-NO", "nb"],
    ["pt-BR", "pt"],
    ["", ""],
  ])("[LNG1] %s is served as %s", (tag, base) => {
    expect(baseLanguage(tag)).toBe(base);
  });
});
