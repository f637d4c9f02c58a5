import { expect, test } from "vitest";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { createRosterCache } from "../../functions/use-cases/roster-cache.ts";
import { World } from "../use-cases/world.ts";

test("[FLT15] a row that always fails keeps no other row waiting, and is reported", async () => {
  const store = createMemoryStore();
  const world = new World(
    {},
    {
      ...store,
      async head(id) {
        if (id === "broken") throw new Error("this item can't be read");
        return store.head(id);
      },
    },
  );
  await world.agent("aino", { fi: 5 });
  await store.addDue({ at: world.now, ref: { kind: "conversation", id: "broken" } });
  await world.advance(10 * 60_000);
  await expect(world.sweep()).rejects.toThrow("this item can't be read");
  expect((await store.agent("aino"))?.presence).toBe("offline");
  await expect(world.sweep()).rejects.toThrow("this item can't be read");
});

test("[FLT15] a pool that can't be read is its reader's failure alone", async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on("unhandledRejection", hear);
  const failing = { roster: () => Promise.reject(new Error("throttled")) };
  const roster = createRosterCache(failing, () => 0, 1000);
  const read = roster.read(["fi"]);
  const row = { agent: "aino", languages: {}, skills: {}, capacity: 1, load: 0 };
  roster.correct({ ...row, idleSince: 0, seenUntil: 0, version: 1 });
  await expect(read).rejects.toThrow("throttled");
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", hear);
  expect(unheard).toEqual([]);
});
