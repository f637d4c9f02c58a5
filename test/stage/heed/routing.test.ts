import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentId } from "../../../functions/adapters/agent-id.ts";
import { shopperQuery } from "../../../web/shared/proof.ts";
import { type Client, type HeedStage, startHeed } from "../heed.ts";

let heed: HeedStage;

beforeEach(async () => {
  heed = await startHeed();
});

afterEach(() => heed.close());

const idOf = (name: string) => agentId(`${name}@heed.local`);

/** A shopper asks by herself in a language. */
async function asks(language: string): Promise<{ shopper: Client; conversation: string }> {
  const shopper = await heed.shopper();
  const opened = await shopper.ask("chat:open", { language });
  expect(opened).toMatchObject({ ok: true });
  return { shopper, conversation: opened.conversation.id };
}

const ringOf = (agent: Client, conversation: string, ms?: number) =>
  agent.hear("ring", (ring) => ring.conversation.id === conversation, ms);

async function answers(agent: Client, conversation: string): Promise<void> {
  const { round } = await ringOf(agent, conversation);
  expect(await agent.ask("ring:accept", { conversation, round })).toMatchObject({ ok: true });
  await agent.ask("sync", { conversation, after: 0 });
}

async function goes(agent: Client): Promise<void> {
  await agent.ask("presence", { status: "offline" });
  agent.close();
}

async function closes(agent: Client, conversation: string): Promise<void> {
  await agent.ask("conversation:close", { conversation });
  await agent.ask("wrap-up:end", { conversation });
}

describe("routing, with two consoles on the real stage", () => {
  test("[STG10] a declined ring goes to the next who speaks the language, with the wait's age and the reason", async () => {
    const olga = await heed.agent("olga");
    const { shopper, conversation } = await asks("ru");
    const first = await ringOf(olga, conversation);
    const tanel = await heed.agent("tanel");
    await olga.ask("ring:decline", { conversation, round: first.round });
    const second = await ringOf(tanel, conversation);
    expect(second.since).toBe(first.since);
    expect(second.why?.join(" ")).toContain("1 already tried");
    await answers(tanel, conversation);
    await shopper.hear("conversation", ({ agent }) => agent?.name === "Tanel");
    await closes(tanel, conversation);
    await goes(olga);
    await goes(tanel);
  });

  test("[STG11] whoever waits is told her place, and is rung for as soon as somebody comes, and then whose chat ends", async () => {
    const { shopper, conversation } = await asks("de");
    expect(await shopper.hear("queue")).toMatchObject({ position: 1, unattended: true });
    const sam = await heed.agent("sam");
    await answers(sam, conversation);
    const others = await Promise.all([asks("de"), asks("de")]);
    for (const other of others) await answers(sam, other.conversation);
    const waits = await asks("de");
    const place = await waits.shopper.hear("queue");
    expect(place).toMatchObject({ position: 1 });
    expect(place.waitMs).toBeGreaterThan(0);
    await closes(sam, conversation);
    await answers(sam, waits.conversation);
    for (const each of [...others, waits]) await closes(sam, each.conversation);
    await goes(sam);
  });

  test("[STG12] a chat is handed over with its history, and the former agent can't write any more", async () => {
    const tanel = await heed.agent("tanel");
    const { shopper, conversation } = await asks("et");
    await answers(tanel, conversation);
    const said = { conversation, outbox: "shopper-outbox", n: 1, text: "Kus on minu pakk?" };
    await shopper.ask("message:send", said);
    const aino = await heed.agent("aino");
    const refused = await tanel.ask("transfer", {
      conversation,
      to: { kind: "agent", agent: idOf("olga") },
    });
    expect(refused).toMatchObject({ ok: false, code: "no_agent" });
    const handed = await tanel.ask("transfer", {
      conversation,
      to: { kind: "agent", agent: idOf("aino") },
      summary: "Parcel is late.",
    });
    expect(handed).toMatchObject({ ok: true });
    const { round } = await ringOf(aino, conversation);
    await aino.ask("ring:accept", { conversation, round });
    const synced = await aino.ask("sync", { conversation, after: 0 });
    expect(JSON.stringify(synced.messages)).toContain("Kus on minu pakk?");
    const { notes } = await aino.ask("notes", { conversation });
    expect(notes).toContainEqual(
      expect.objectContaining({ kind: "hand-over", text: "Parcel is late." }),
    );
    const late = { conversation, outbox: "tanel-outbox", n: 1, text: "still me" };
    expect(await tanel.ask("message:send", late)).toMatchObject({ code: "forbidden" });
    await closes(aino, conversation);
    await goes(tanel);
    await goes(aino);
  });

  test("[STG13] a supervisor sees the floor, watches unseen, whispers and takes over", async () => {
    const aino = await heed.agent("aino");
    const { shopper, conversation } = await asks("fi");
    await answers(aino, conversation);
    const maria = await heed.agent("maria");
    expect(await aino.ask("floor", {})).toMatchObject({ code: "forbidden" });
    const { floor } = await maria.ask("floor", {});
    expect(floor.conversations).toMatchObject([{ conversation: { id: conversation } }]);
    expect(await maria.ask("watch", { conversation })).toMatchObject({ ok: true });
    await maria.ask("sync", { conversation, after: 0 });
    await shopper.ask("message:send", { conversation, outbox: "outbox-1", n: 1, text: "Hei" });
    await maria.hear("message", ({ body }) => body.kind === "text" && body.text === "Hei");
    await maria.ask("note:add", { conversation, key: "whisper-01", text: "Be quick." });
    expect(await aino.hear("note")).toMatchObject({ kind: "whisper", text: "Be quick." });
    expect(await maria.ask("takeover", { conversation })).toMatchObject({ ok: true });
    await shopper.hear("conversation", ({ agent }) => agent?.name === "Maria");
    await aino.hear("conversation", ({ agent }) => agent?.name === "Maria");
    expect(shopper.heard.filter(({ event }) => event === "note" || event === "guests")).toEqual([]);
    await closes(maria, conversation);
    await goes(aino);
    await goes(maria);
  });

  test("[STG14] a left message needs nobody waiting, is answered later, and the answer is there on the next visit", async () => {
    const { shopper, conversation } = await asks("de");
    const { credential } = (await shopper.hear("welcome")) as never as {
      credential: { visitor: string; key: string };
    };
    const left = await shopper.ask("message:leave", { conversation, email: "a@shop.example" });
    expect(left).toMatchObject({ ok: true, conversation: { left: true } });
    shopper.close();
    const sam = await heed.agent("sam");
    expect((await ringOf(sam, conversation)).context.contact).toEqual({ email: "a@shop.example" });
    await answers(sam, conversation);
    const answer = { conversation, outbox: "sam-outbox", n: 1, text: "Morgen." };
    await sam.ask("message:send", answer);
    await closes(sam, conversation);
    const back = await heed.shopper(await shopperQuery(credential, Date.now()));
    expect(await back.hear("welcome")).toMatchObject({
      conversation: { id: conversation, status: "closed" },
    });
    const synced = await back.ask("sync", { conversation, after: 0 });
    expect(JSON.stringify(synced.messages)).toContain("Morgen.");
    await goes(sam);
  });

  test("[STG15] a missed ring goes on, and an agent who drops loses her chat to another, with its history; the shopper is told", async () => {
    const olga = await heed.agent("olga");
    const { shopper, conversation } = await asks("ru");
    await ringOf(olga, conversation);
    const tanel = await heed.agent("tanel");
    const alive = setInterval(() => void tanel.ask("presence", { status: "online" }), 15_000);
    try {
      const missed = await olga.hear("ring:over", () => true, 30_000);
      expect(missed).toMatchObject({ conversation, reason: "missed" });
      await answers(tanel, conversation);
      await shopper.ask("message:send", { conversation, outbox: "o-1-shop", n: 1, text: "Привет" });
    } finally {
      clearInterval(alive);
    }
    tanel.close();
    const again = setInterval(() => void olga.ask("presence", { status: "online" }), 15_000);
    try {
      const left = await shopper.hear(
        "message",
        ({ body }) => body.kind === "notice" && body.notice === "agent-left",
        80_000,
      );
      expect(left.body).toMatchObject({ name: "Tanel" });
      const { round } = await olga.hear(
        "ring",
        (ring) => ring.conversation.id === conversation && ring.round > 2,
        15_000,
      );
      await olga.ask("ring:accept", { conversation, round });
      const synced = await olga.ask("sync", { conversation, after: 0 });
      expect(JSON.stringify(synced.messages)).toContain("Привет");
    } finally {
      clearInterval(again);
    }
  }, 150_000);
});
