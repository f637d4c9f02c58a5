import { expect, test } from "vitest";
import { explore } from "./explore.ts";
import { SCENARIOS } from "./scenarios.ts";

test.each(SCENARIOS)("[RTE90] [RTE91] every interleaving: $name", async (scenario) => {
  const { violation, interleavings, deaths, endings } = await explore(scenario);
  expect(violation).toBeUndefined();
  expect(interleavings).toBeGreaterThan(10_000);
  expect(deaths).toBeGreaterThan(0);
  expect(endings).toBeGreaterThan(1);
});
