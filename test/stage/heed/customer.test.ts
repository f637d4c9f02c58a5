import { afterAll, beforeAll, expect, test } from "vitest";
import { customerToken } from "../../../web/shop/account.ts";
import { type HeedStage, secretNamed, startHeed } from "../heed.ts";

let heed: HeedStage;

beforeAll(async () => {
  heed = await startHeed();
});

afterAll(() => heed.close());

test("[STG16] a customer whom the shop signs in is known to her agent, on her next device with the chat before", async () => {
  const aino = await heed.agent("aino");
  const token = () => customerToken(secretNamed(heed.stage, "Shop"), Date.now());
  const chat = async () => {
    const shopper = await heed.shopper();
    expect(await shopper.ask("identify", { token: `${token()}x` })).toMatchObject({
      code: "unauthorised",
    });
    expect(await shopper.ask("identify", { token: token() })).toMatchObject({ ok: true });
    const asked = { language: "fi", timeZone: "Europe/Helsinki" };
    const opened = await shopper.ask("chat:open", asked);
    const { id: conversation } = (opened as unknown as { conversation: { id: string } })
      .conversation;
    const ring = await aino.hear("ring", (each) => each.conversation.id === conversation);
    expect(ring.context).toMatchObject({
      name: "Maija Metsä",
      timeZone: "Europe/Helsinki",
      customer: { tier: "gold", country: "FI", orders: [{ id: "HAVU-20418" }, {}] },
    });
    const answer = { conversation, round: ring.round };
    expect(await aino.ask("ring:accept", answer)).toMatchObject({ ok: true });
    await aino.ask("sync", { conversation, after: 0 });
    return { shopper, conversation };
  };
  const first = await chat();
  const text = "Missä pakettini on?";
  const sent = { conversation: first.conversation, outbox: "outbox-phone", n: 1, text };
  expect(await first.shopper.ask("message:send", sent)).toMatchObject({ ok: true });
  const ending = { conversation: first.conversation, resolution: "solved", cause: "delivery" };
  expect(await aino.ask("conversation:close", ending)).toMatchObject({ ok: true });

  const second = await chat();
  const { conversation } = second;
  expect(await aino.ask("history", { conversation })).toMatchObject({
    chats: [{ conversation: first.conversation, resolution: "solved", cause: "delivery" }],
  });
  const earlier = await aino.ask("history:read", {
    conversation,
    earlier: first.conversation,
    after: 0,
  });
  expect(JSON.stringify(earlier)).toContain(text);
  expect(await second.shopper.ask("identify", {})).toMatchObject({ ok: true });
  const told = await aino.hear("context", ({ context }) => context.customer === null);
  expect(told.context.name).toBeUndefined();
});
