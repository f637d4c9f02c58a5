import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import type { Store } from "../../functions/ports.ts";
import { NOW } from "./fixtures.ts";
import { areas, type Operation } from "./model.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

for (const [area, { operation, runs, views }] of Object.entries(areas))
  test(`[STO60] the two stores answer alike to any sequence of calls: ${area}`, async () => {
    async function agree(sequence: readonly Operation[]): Promise<void> {
      const time = { now: NOW };
      const table = createDynamoStore({
        client: database.client,
        table: await database.table(),
        clock: () => time.now,
      });
      const memory = createMemoryStore();
      for (const operation of sequence) {
        time.now += operation.pause;
        const expected = await operation.run(memory, time.now);
        expect(await operation.run(table, time.now), operation.toString()).toEqual(expected);
      }
      const all = (store: Store) => Promise.all(views.map((view) => view(store, time.now)));
      expect(await all(table)).toEqual(await all(memory));
    }

    const sequences = fc.array(operation, { minLength: 5, maxLength: 40, size: "max" });
    await fc.assert(fc.asyncProperty(sequences, agree), { numRuns: runs });
  }, 120_000);
