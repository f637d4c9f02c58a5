import { expect, test } from "vitest";
import { createDetector } from "../../../functions/adapters/detector.ts";
import { OWN_DATA } from "../../bench/language/data.ts";
import { run } from "../../bench/language.ts";

const detector = createDetector(["en", "fi", "et", "ru"]);

test("[LNG5] a sentence is known for certain, a word of few letters is not", async () => {
  expect(await detector.detect("Kas see telk peab tugevale vihmale vastu?")).toMatchObject({
    language: "et",
    reliable: true,
  });
  expect((await detector.detect("ok"))?.reliable ?? false).toBe(false);
});

test("[LNG5] no language of the site, no answer; nothing to read, no answer", async () => {
  expect(await detector.detect("これは日本語の文章です。")).toBeUndefined();
  expect(await detector.detect("")).toBeUndefined();
  expect(await detector.detect("12345 !!! 😀😀😀")).toBeUndefined();
});

test("[LNG6] the shipped n-grams know sentences, word pairs and Estonian chat", async () => {
  const { json } = (await run({ data: OWN_DATA })) as {
    json: Record<"sentences" | "word-pairs", Record<string, number>> & { etChat: number };
  };
  const mean = (figures: Record<string, number>) => {
    const values = Object.values(figures);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  expect(mean(json.sentences)).toBeGreaterThanOrEqual(0.995);
  expect(mean(json["word-pairs"])).toBeGreaterThanOrEqual(0.97);
  expect(json.etChat).toBeGreaterThanOrEqual(0.95);
});
