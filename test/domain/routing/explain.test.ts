import { describe, expect, test } from "vitest";
import { choose } from "../../../functions/domain/routing/choose.ts";
import { lines } from "../../../functions/domain/routing/explain.ts";
import { NO_HISTORY } from "../../../functions/domain/routing/rolling.ts";
import { CONTROL, contact, entry, NOW, ROUTER, SITE } from "./samples.ts";

const POOL = [
  entry("ann"),
  entry("bo", { languages: { et: 4 }, load: 1 }),
  entry("cy", { load: 3 }),
  entry("di", { languages: { et: 1 } }),
];

describe("explanation", () => {
  test("[RTE15] holds candidates with scores, step, level, price and why others were not asked", () => {
    const { explanation } = choose(contact({ waited: 3_000 }), POOL, NOW, NO_HISTORY, {
      params: ROUTER,
      site: SITE,
    });
    expect(explanation).toMatchObject({
      policy: "router",
      outcome: "assigned",
      step: "fluent",
      waitedMs: 3_000,
      considered: 4,
      excluded: { full: 1, language: 1 },
      candidates: [
        { agent: "ann", match: 1, load: 0 },
        { agent: "bo", match: 0.97, load: 1 },
      ],
    });
    expect(JSON.stringify(explanation).length).toBeLessThan(1_024);
  });

  test("[RTE15] reads in lines, each with what it says", () => {
    const { explanation } = choose(contact(), POOL, NOW, NO_HISTORY, { params: ROUTER });
    const text = lines(explanation);
    expect(text[0]).toBe("Went to the best of those free.");
    expect(text[1]).toMatch(
      /^Language et, 100 % sure: who is fluent is asked; waited 0 s \(level 0\.70, slots at 0\.\d\d\)\.$/,
    );
    expect(text[2]).toBe("4 considered: 1 no free slot, 1 not fluent enough.");
    expect(text[3]).toMatch(
      /^1\. ann: fluent, knows payment, no chat in hand \(score 0\.\d{3}, match 1\.000, slot at 0\.\d\d\)\.$/,
    );
    expect(text[4]).toMatch(/^2\. bo: fluent, knows payment, 1 in hand \(/);
  });

  test("[RTE15] says of each how the language is spoken and whether the topic is known", () => {
    const pool = [
      entry("ann", { skills: {} }),
      entry("bo", { languages: { et: 2 } }),
      entry("cy", { languages: { en: 5 } }),
    ];
    const request = contact({ waited: 300_000, languageConfidence: 0.3 });
    const { explanation } = choose(request, pool, NOW, NO_HISTORY, { params: ROUTER });
    const text = lines(explanation).join(" ");
    expect(text).toContain("Language et, 30 % sure: anybody is asked; waited 300 s (");
    expect(text).toContain("ann: fluent, new to payment, no chat in hand (");
    expect(text).toContain("bo: gets by, knows payment, no chat in hand (");
    expect(text).toContain("cy: does not speak it, knows payment, no chat in hand (");
  });

  test.each([
    ["nobody", contact(), [], ROUTER, "Waits: nobody who may take it is free."],
    [
      "control",
      contact(),
      POOL,
      CONTROL,
      "Control share: longest idle among those who speak the language.",
    ],
    [
      "return",
      contact({ lastAgent: "bo" }),
      POOL,
      ROUTER,
      "Went back to the agent of the last chat.",
    ],
    [
      "held",
      contact({ lastAgent: "cy" }),
      POOL,
      ROUTER,
      "Waits a moment for the agent of the last chat.",
    ],
  ])("[RTE15] says which kind of decision it was: %s", (_, request, pool, params, line) => {
    const { explanation } = choose(request, pool, NOW, NO_HISTORY, { params });
    expect(lines(explanation)[0]).toBe(line);
  });
});
