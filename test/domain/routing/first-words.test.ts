import { describe, expect, test } from "vitest";
import { firstWords } from "../../../functions/domain/routing/first-words.ts";

describe("first words", () => {
  test.each([
    ["en", "My card was declined twice", "payment", false],
    ["fi", "Korttimaksu hylättiin, mitä nyt?", "payment", false],
    ["et", "Millal minu pakk jõuab kohale?", "delivery", false],
    ["ru", "Не могу оплатить картой", "payment", false],
    ["sv", "Hur gör jag en retur?", "returns", false],
    ["de", "Passt die Größe 42 wie üblich?", "product", false],
    ["lv", "Kad tiks piegādāts mans sūtījums?", "delivery", false],
    ["lt", "Puslapis neveikia, rodo klaidą", "error", false],
    ["en", "This is ridiculous, third time the parcel is late", "delivery", true],
    ["fi", "Aivan surkeaa palvelua", undefined, true],
    ["et", "Olen väga pettunud", undefined, true],
    ["ru", "Это ужасно, верните деньги", "returns", true],
    ["en", "Hello there", undefined, false],
    ["xx", "maksaa", undefined, false],
    ["en", "WHERE IS MY PARCEL NOW", "delivery", true],
    ["en", "OK", undefined, false],
  ])("[RTE86] %s: %s", (language, text, topic, displeased) => {
    expect(firstWords(text, language)).toEqual({ displeased, ...(topic && { topic }) });
  });

  test("[RTE86] hostile text costs no more than its length", () => {
    const text = "a".repeat(2000) + "\u0301".repeat(2000);
    expect(firstWords(text, "en")).toEqual({ displeased: false });
  });
});
