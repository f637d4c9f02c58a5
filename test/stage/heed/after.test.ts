import { afterAll, beforeAll, expect, test } from "vitest";
import { type HeedStage, startHeed } from "../heed.ts";

let heed: HeedStage;

beforeAll(async () => {
  heed = await startHeed();
});

afterAll(() => heed.close());

/** A shopper with a chat of her own that nobody answers. */
async function waiting() {
  const shopper = await heed.shopper();
  const opened = await shopper.ask("chat:open", { language: "fi" });
  const { id } = (opened as unknown as { conversation: { id: string } }).conversation;
  return { shopper, conversation: id };
}

test("[STG17] an address that is none is refused by name and leaves the chat waiting; a good one is taken once", async () => {
  const { shopper, conversation } = await waiting();
  for (const email of [
    "anna",
    "anna@",
    "@example.com",
    "anna@example",
    `${"a".repeat(250)}@b.fi`,
  ]) {
    expect(await shopper.ask("message:leave", { conversation, email })).toMatchObject({
      ok: false,
      code: "bad_payload",
      message: expect.stringContaining("email"),
    });
  }
  const left = { conversation, email: " anna@example.com " };
  const taken = await shopper.ask("message:leave", left);
  expect(taken).toMatchObject({ ok: true, conversation: { left: true } });
  expect(await shopper.ask("message:leave", left)).toMatchObject({ ok: true });
  const stranger = await heed.shopper();
  expect(await stranger.ask("message:leave", left)).toMatchObject({ code: "forbidden" });
});

test("[STG17] a survey is taken once and after the chat only, from its shopper, with a score that exists", async () => {
  const { shopper, conversation } = await waiting();
  const survey = { conversation, score: 4, reasons: ["quick"], text: "Kiitos!" };
  expect(await shopper.ask("survey", survey)).toMatchObject({ ok: false });
  expect(await shopper.ask("conversation:close", { conversation })).toMatchObject({ ok: true });
  const stranger = await heed.shopper();
  expect(await stranger.ask("survey", survey)).toMatchObject({ code: "forbidden" });
  expect(await shopper.ask("survey", { ...survey, score: 6 })).toMatchObject({
    code: "bad_payload",
    message: expect.stringContaining("score"),
  });
  expect(await shopper.ask("survey", survey)).toMatchObject({ ok: true });
  expect(await shopper.ask("survey", { ...survey, score: 1 })).toEqual({ ok: true });
});
