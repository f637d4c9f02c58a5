import { describe, expect, test } from "vitest";
import { MAX_TRANSLATIONS_PER_MINUTE } from "../../functions/contract/limits.ts";
import { dayOf } from "../../functions/domain/experiment/counts.ts";
import { acceptRing, declineRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { disconnected } from "../../functions/use-cases/disconnect.ts";
import { forgetWatching } from "../../functions/use-cases/forget-watching.ts";
import { inviteGuest, watchConversation } from "../../functions/use-cases/guests.ts";
import { leaveForLater } from "../../functions/use-cases/leave-message.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { read } from "../../functions/use-cases/read.ts";
import { send } from "../../functions/use-cases/send.ts";
import type { Settings } from "../../functions/use-cases/settings.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { takeOverConversation } from "../../functions/use-cases/take-over.ts";
import { translate } from "../../functions/use-cases/translate.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

/** A Finnish shopper has asked; Aino is rung, or has answered. */
async function asked(answered: boolean, settings: Partial<Settings> = {}) {
  const world = new World(settings);
  const aino = await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("visitor-1");
  const opened = await openChat(world.deps, shopper, { language: "fi" });
  if (!opened.ok) throw new Error(opened.message);
  const conversation = opened.conversation.id;
  await sync(world.deps, shopper, { conversation, after: 0 });
  if (answered) {
    await acceptRing(world.deps, aino, { conversation, round: 1 });
    await sync(world.deps, aino, { conversation, after: 0 });
  }
  return { world, aino, shopper, conversation };
}

const text = (conversation: string, n: number, words: string, outbox = "outbox-0001") => ({
  conversation,
  outbox,
  n,
  text: words,
});

describe("ending a chat", () => {
  test("[RTE120] is not for an agent at whom it only rings, for who has it, or had it to the end, it is", async () => {
    const { world, aino, conversation } = await asked(false);
    const outcome = { conversation, resolution: "spam" } as const;
    expect(await closeConversation(world.deps, aino, outcome)).toMatchObject({ code: "forbidden" });
    expect((await world.deps.store.head(conversation))?.state.kind).toBe("offering");
    expect(await world.deps.store.asides(conversation)).toEqual([]);
    await acceptRing(world.deps, aino, { conversation, round: 1 });
    expect(await closeConversation(world.deps, aino, outcome)).toMatchObject({ ok: true });
    expect(await closeConversation(world.deps, aino, outcome)).toMatchObject({ ok: true });
  });

  test("[RTE120] a supervisor who took it over may, the former agent and a watcher may not", async () => {
    const { world, aino, conversation } = await asked(true);
    const maria = await world.agent("maria", { fi: 3 }, { role: "supervisor" });
    await watchConversation(world.deps, maria, { conversation });
    const end = { conversation };
    expect(await closeConversation(world.deps, maria, end)).toMatchObject({ code: "forbidden" });
    await takeOverConversation(world.deps, maria, { conversation });
    expect(await closeConversation(world.deps, aino, end)).toMatchObject({ code: "forbidden" });
    expect(await closeConversation(world.deps, maria, end)).toMatchObject({ ok: true });
    expect(await declineRing(world.deps, aino, { conversation, round: 1 })).toMatchObject({
      ok: false,
    });
  });
});

test("[RTE123] a chat ends once: said again it tells nobody, ends no wrap-up and changes no record but by its agent's word", async () => {
  const { world, aino, shopper, conversation } = await asked(true, { wrapUpMs: 60_000 });
  const { deps } = world;
  await watch(deps, shopper, world.hesitation());
  expect((await closeConversation(deps, aino, { conversation })).ok).toBe(true);
  const home = { kind: "home", path: "/fi", language: "fi", device: "desktop" } as const;
  await watch(deps, shopper, { ...world.hesitation(2, { view: home }), signals: [] });
  const posts = world.posts.length;
  for (let n = 0; n < 4; n += 1) {
    expect((await closeConversation(deps, shopper, { conversation })).ok).toBe(true);
  }
  expect(world.posts).toHaveLength(posts);
  expect(world.told.filter(({ type }) => type === "conversation.closed")).toHaveLength(1);
  expect((await deps.store.agent("aino"))?.slots[conversation]?.kind).toBe("wrap-up");

  const said = { conversation, resolution: "solved", cause: "delivery" } as const;
  const answer = await closeConversation(deps, aino, said);
  expect(answer).toMatchObject({ ok: true, agent: { presence: "wrap-up" } });
  const [record] = await deps.store.endedChats(dayOf(world.now), 9);
  expect(record).toMatchObject({ page: "cart", resolution: "solved", cause: "delivery" });
  expect(world.told.filter(({ type }) => type === "conversation.closed")).toHaveLength(1);
});

test("[RTE121] an answer to a left message is announced once, however many messages it has, and again after she has read it", async () => {
  const { world, aino, shopper, conversation } = await asked(false);
  await declineRing(world.deps, aino, { conversation, round: 1 });
  await leaveForLater(world.deps, shopper, { conversation, email: "anna@shop.example" });
  await disconnected(world.deps, shopper);
  const olga = await world.agent("olga", { fi: 5 });
  const head = await world.deps.store.head(conversation);
  const { round = 0 } = head?.state ?? {};
  await acceptRing(world.deps, olga, { conversation, round });
  const announced = () => world.told.filter(({ type }) => type === "message.answered").length;
  for (const n of [1, 2, 3]) await send(world.deps, olga, text(conversation, n, "It is here."));
  await send(world.deps, olga, text(conversation, 3, "It is here."));
  expect(announced()).toBe(1);
  const back = { ...shopper, connection: "c-back" };
  await sync(world.deps, back, { conversation, after: 0 });
  await send(world.deps, olga, text(conversation, 4, "While you are here."));
  expect(announced()).toBe(1);
  const { seq } = (await world.deps.store.head(conversation)) ?? { seq: 0 };
  await read(world.deps, back, { conversation, seq });
  await disconnected(world.deps, back);
  for (const n of [5, 6]) await send(world.deps, olga, text(conversation, n, "One more thing."));
  expect(announced()).toBe(2);
});

test("[LNG22] an agent's translations are bounded by the minute, and each agent's by themselves", async () => {
  const world = new World();
  const deps = { ...world.deps, translator: { translate: async () => "tere" } };
  const aino = await world.agent("aino", { fi: 5 });
  const olga = await world.agent("olga", { fi: 5 });
  const ask = (who: typeof aino) => translate(deps, who, { text: "hello", to: "et" });
  for (let n = 0; n < MAX_TRANSLATIONS_PER_MINUTE; n++) {
    expect(await ask(aino)).toEqual({ ok: true, text: "tere" });
  }
  expect(await ask(aino)).toMatchObject({ code: "slow_down" });
  expect(await ask(olga)).toMatchObject({ ok: true });
  world.now += 60_000;
  expect(await ask(aino)).toMatchObject({ ok: true });
});

test("[RTE122] who supervises no more watches nothing any longer, on any connection; where she was invited she stays", async () => {
  const { world, aino, shopper, conversation } = await asked(true);
  const maria = await world.agent("maria", { en: 3 }, { role: "supervisor" });
  await watchConversation(world.deps, maria, { conversation });
  await sync(world.deps, maria, { conversation, after: 0 });
  const other = await openChat(world.deps, await world.shopper("visitor-2"), { language: "fi" });
  if (!other.ok) throw new Error(other.message);
  await acceptRing(world.deps, aino, { conversation: other.conversation.id, round: 1 });
  await inviteGuest(world.deps, aino, { conversation: other.conversation.id, agent: "maria" });
  await forgetWatching(world.deps, "maria");
  await forgetWatching(world.deps, "maria");
  const before = world.posts.length;
  await send(world.deps, shopper, text(conversation, 1, "Is it safe?"));
  const heard = world.posts.slice(before).filter(({ event }) => event === "message");
  expect(heard.map(({ connection }) => connection)).toEqual([aino.connection]);
  const seen = await world.deps.store.participants(conversation, world.now);
  expect(seen?.participants.map(({ owner }) => owner)).not.toContain("maria");
  expect(await sync(world.deps, maria, { conversation, after: 0 })).toMatchObject({
    code: "forbidden",
  });
  expect(await world.deps.store.agentConversations("maria")).toEqual([other.conversation.id]);
  expect(world.heard(aino.connection, "guests").at(-1)).toMatchObject({ guests: [] });
});
