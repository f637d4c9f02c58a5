import { expect, test } from "vitest";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { floor } from "../../functions/use-cases/floor.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { World } from "./world.ts";

test("[ALM1] the floor tells who waits for a word and who is displeased, by the words as they come", async () => {
  const world = new World();
  const aino = await world.agent("aino", { en: 5 });
  const maria = await world.agent("maria", { fi: 5 }, { role: "supervisor" });
  const shopper = await world.shopper("visitor-1");
  const opened = await openChat(world.deps, shopper, { language: "en" });
  if (!opened.ok) throw new Error(opened.message);
  const conversation = opened.conversation.id;
  await sync(world.deps, shopper, { conversation, after: 0 });
  const seen = async () => {
    const looked = await floor(world.deps, maria);
    return looked.ok ? looked.floor.conversations[0] : undefined;
  };
  expect(await seen()).toMatchObject({ waitsSince: world.now });
  expect(await seen()).not.toHaveProperty("owedSince");
  world.now += 5000;
  await acceptRing(world.deps, aino, { conversation, round: 1 });
  const joined = world.now;
  expect(await seen()).toMatchObject({ owedSince: joined });
  const say = (who: typeof aino | typeof shopper, n: number, text: string) =>
    send(world.deps, who, { conversation, outbox: `outbox-${who.owner.role}`, n, text });
  world.now += 5000;
  await say(aino, 1, "Hello, how can I help?");
  expect(await seen()).not.toHaveProperty("owedSince");
  world.now += 5000;
  await say(shopper, 1, "This is terrible, I want to complain");
  expect(await seen()).toMatchObject({ owedSince: world.now, angry: true });
  world.now += 5000;
  await say(aino, 2, "I am sorry.");
  const answered = await seen();
  expect(answered).toMatchObject({ angry: true });
  expect(answered).not.toHaveProperty("owedSince");
  await say(shopper, 2, "Thank you for your help");
  expect(await seen()).not.toHaveProperty("angry");
});
