import { expect, test, vi } from "vitest";
import type { Slot } from "../../functions/domain/routing/agent.ts";
import { explore } from "./explore.ts";
import { SCENARIOS } from "./scenarios.ts";

vi.mock("../../functions/domain/routing/slots.ts", async (original) => ({
  ...(await original<typeof import("../../functions/domain/routing/slots.ts")>()),
  ofRound: () => (slot: Slot) => slot.kind !== "invited",
}));

test("[RTE92] a release that ignores the round is found out", async () => {
  const scenario = SCENARIOS.find(({ name }) => name === "a take-over, a rest and a wake");
  if (!scenario) throw new Error("no such scenario");
  const { violation } = await explore(scenario);
  expect(violation?.what).toMatch(/has c in round 2 without a slot for it/);
});
