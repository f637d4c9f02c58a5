import { expect, test } from "vitest";
import { explore } from "./explore.ts";
import { MUTATIONS } from "./mutations.ts";
import type { Mutation, Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";

function named(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario "${name}"`);
  return found;
}

async function brokenIn(name: string, mutation: Mutation): Promise<string | undefined> {
  return (await explore(named(name), mutation)).violation?.what;
}

test("[RTE92] a claim that ignores the version of what it read is found out", async () => {
  const broken = await brokenIn(
    "one waits, two agents, two drains",
    MUTATIONS["the version in a claim"],
  );
  expect(broken).toBe("aino has c in round 1 without a slot for it");
});

test("[RTE92] a change of state that ignores the round is found out", async () => {
  const mutation = MUTATIONS["the round in a change of state"];
  const broken = await brokenIn("an accept, its time-out, another agent", mutation);
  expect(broken).toContain("c went from offering 2 bert to active 1 aino");
});

test("[RTE92] taking the head before the slot is found out", async () => {
  const mutation = MUTATIONS["the slot before the head"];
  const broken = await brokenIn("an accept, and its time-out twice", mutation);
  expect(broken).toBe("aino has c in round 1 without a slot for it");
});

test("[RTE92] a sweeper that does nothing is found out", async () => {
  const broken = await brokenIn("one waits, two agents, two drains", MUTATIONS["the sweeper"]);
  expect(broken).toMatch(/is free while c waits|still rings|keeps a slot/);
});
