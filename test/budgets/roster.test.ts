import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cost } from "../../functions/adapters/meter.ts";
import { Deployment, expert } from "./deployment.ts";

let heed: Deployment;
beforeAll(async () => {
  heed = await Deployment.start();
});
afterAll(() => heed.stop());

/** A language group of its own for each size. */
const GROUPS = [
  ["fi", 10],
  ["et", 100],
  ["ru", 1000],
] as const;

async function fill(language: string, count: number): Promise<void> {
  const add = async (number: number) => {
    const agent = {
      ...expert(`${language}-${number}`, { [language]: 5 }),
      presence: "online",
      seenUntil: heed.now + 60_000,
      // A few are better rested than the rest, so that there is a choice to make.
      idleSince: heed.now - (number % 50) * 1000,
    } as const;
    await heed.store.createAgent(agent);
    await heed.store.publish(agent, heed.now);
  };
  for (let from = 0; from < count; from += 50) {
    const size = Math.min(50, count - from);
    await Promise.all(Array.from({ length: size }, (_, i) => add(from + i)));
  }
}

const pageIn = (language: string) =>
  ({ kind: "cart", path: `/${language}/cart`, language, device: "desktop" }) as const;

/** The requests of an assignment by Heed's own wish and by the shopper's. */
async function assign(language: string): Promise<readonly Cost[]> {
  await heed.advance(5000);
  const invited = await heed.shopper();
  await invited.connect();
  const batch = invited.batch("cart-hesitation", { view: pageIn(language) });
  const { answer, invitation } = await invited.watch(batch);
  expect(invitation).toMatchObject({ language });
  await heed.advance(5000);
  const asking = await heed.shopper();
  await asking.connect();
  const asked = await asking.ask("chat:open", { language });
  expect(asked.ack).toMatchObject({ ok: true, conversation: { status: "ringing" } });
  return [answer.cost, asked.cost];
}

test("[BUD10] an assignment asks for as much among ten agents as among a thousand", {
  timeout: 120_000,
}, async () => {
  const costs = [];
  for (const [language, count] of GROUPS) {
    await fill(language, count);
    costs.push(await assign(language));
  }
  const counts = costs.map((each) =>
    each.map(({ requests, roundTrips, byCommand }) => ({ requests, roundTrips, byCommand })),
  );
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[2]).toEqual(counts[0]);
  expect(counts[0]?.[0]).toMatchObject({ requests: 6, roundTrips: 4 });
});
