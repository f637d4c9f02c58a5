import { describe, expect, test } from "vitest";
import { load } from "../../functions/domain/routing/slots.ts";
import { acceptRing, declineRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { connectShopper } from "../../functions/use-cases/connect.ts";
import { disconnected } from "../../functions/use-cases/disconnect.ts";
import { erase } from "../../functions/use-cases/erase.ts";
import { leaveForLater } from "../../functions/use-cases/leave-message.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { heartbeat, setPresence } from "../../functions/use-cases/presence.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { read } from "../../functions/use-cases/read.ts";
import { letRest } from "../../functions/use-cases/rest.ts";
import { send } from "../../functions/use-cases/send.ts";
import { answerSurvey } from "../../functions/use-cases/survey.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

type Shopper = Awaited<ReturnType<World["shopper"]>>;
type AgentCaller = Awaited<ReturnType<World["agent"]>>;

async function asks(world: World, shopper: Shopper): Promise<string> {
  const opened = await openChat(world.deps, shopper, { language: "fi" });
  if (!opened.ok) throw new Error(opened.message);
  return opened.conversation.id;
}

async function answers(world: World, agent: AgentCaller, conversation: string, round = 1) {
  const accepted = await acceptRing(world.deps, agent, { conversation, round });
  if (!accepted.ok) throw new Error(accepted.message);
  await sync(world.deps, agent, { conversation, after: 0 });
}

/** Minutes pass, the agent's console alive, the sweeper at work. */
async function minutes(world: World, n: number, ...agents: readonly AgentCaller[]) {
  for (let i = 0; i < 3 * n; i++) {
    await world.advance(20_000);
    for (const agent of agents) await heartbeat(world.deps, agent);
    if (i % 3 === 2) await world.sweep();
  }
}

/** Each party writes from an outbox of its own. */
const text = (conversation: string, n: number, words: string) => ({
  conversation,
  outbox: "outbox-0001",
  n,
  text: words,
});
const answer = (conversation: string, n: number, words: string) => ({
  ...text(conversation, n, words),
  outbox: "outbox-0002",
});

const kindOf = async (world: World, conversation: string) =>
  (await world.deps.store.head(conversation))?.state.kind;

describe("queue", () => {
  test("[RTE80] those who wait are told their place and how long it may take, and again when the queue moves", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    const [one, two, three] = [
      await world.shopper("visitor-1"),
      await world.shopper("visitor-2"),
      await world.shopper("visitor-3"),
    ] as const;
    const first = await asks(world, one);
    await answers(world, aino, first);
    world.now += 1000;
    await asks(world, two);
    world.now += 1000;
    await asks(world, three);
    const places = (shopper: Shopper) =>
      world.heard(shopper.connection, "queue").map(({ position }) => position);
    expect(places(two)).toEqual([1]);
    expect(places(three)).toEqual([2]);
    const waits = [two, three].map(({ connection }) => world.heard(connection, "queue")[0]?.waitMs);
    expect(waits[0]).toBeGreaterThan(60_000);
    expect(waits[1]).toBe(2 * (waits[0] ?? 0));
    await closeConversation(world.deps, aino, { conversation: first });
    expect(places(three).at(-1)).toBe(1);
    expect(places(one)).toEqual([]);
  });

  test("[RTE80] nobody there who could answer is said, too", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    await asks(world, shopper);
    expect(world.heard(shopper.connection, "queue")).toMatchObject([
      { position: 1, unattended: true },
    ]);
  });
});

describe("costs of waiting", () => {
  test("[RTE80] however long somebody waits and however often her page syncs, one chain of timers looks for her", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    for (let minute = 0; minute < 20; minute++) {
      await world.advance(60_000);
      await sync(world.deps, shopper, { conversation, after: 0 });
      await world.sweep();
    }
    expect(world.armed.filter(({ timer }) => timer.kind === "route")).toHaveLength(1);
  });

  test("[RTE81] a crowd that opened a chat and left hides nobody who is there", async () => {
    const world = new World();
    for (let i = 0; i < 60; i++) {
      const shopper = await world.shopper(`gone-${i}`);
      await asks(world, shopper);
      await disconnected(world.deps, shopper);
    }
    const here = await world.shopper("visitor-1");
    const conversation = await asks(world, here);
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    await minutes(world, 1, aino);
    expect(world.heard(aino.connection, "ring")).toMatchObject([
      { conversation: { id: conversation } },
    ]);
  });
});

describe("a shopper who left", () => {
  test("[RTE81] is not rung for; when she comes back her wait goes on with its age", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    const since = (await world.deps.store.head(conversation))?.request.since;
    await disconnected(world.deps, shopper);
    const aino = await world.agent("aino", { fi: 5 });
    await minutes(world, 1, aino);
    expect(world.heard(aino.connection, "ring")).toEqual([]);
    const back = await world.shopper("visitor-1", 2);
    await sync(world.deps, back, { conversation, after: 0 });
    expect(world.heard(aino.connection, "ring")).toMatchObject([{ since }]);
  });

  test("[RTE82] frees the slot that rings for her, and the agent has not missed it", async () => {
    const world = new World({ ringMs: 60_000 });
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await disconnected(world.deps, shopper);
    await world.advance(19_000);
    expect(await kindOf(world, conversation)).toBe("offering");
    await world.advance(2000);
    expect(await kindOf(world, conversation)).toBe("waiting");
    expect(world.heard(aino.connection, "ring:over")).toMatchObject([{ reason: "withdrawn" }]);
    const agent = await world.deps.store.agent("aino");
    expect(agent && [load(agent, world.now), agent.misses]).toEqual([0, 0]);
    const back = await world.shopper("visitor-1", 2);
    await sync(world.deps, back, { conversation, after: 0 });
    expect(await kindOf(world, conversation)).toBe("offering");
  });

  test("[RTE82] who went to another page in time notices nothing", async () => {
    const world = new World({ ringMs: 60_000 });
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await disconnected(world.deps, shopper);
    await world.advance(3000);
    const next = await world.shopper("visitor-1", 2);
    await sync(world.deps, next, { conversation, after: 0 });
    await world.advance(30_000);
    expect(await kindOf(world, conversation)).toBe("offering");
    expect(world.heard(aino.connection, "ring:over")).toEqual([]);
  });
});

test("[RTE124] an agent who is back is rung at once, also by whom she missed before", async () => {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5 });
  const conversations: string[] = [];
  for (const n of [1, 2])
    conversations.push(await asks(world, await world.shopper(`visitor-${n}`)));
  await world.advance(21_000);
  expect((await world.deps.store.agent("aino"))?.presence).toBe("away");
  for (const id of conversations) expect(await kindOf(world, id)).toBe("waiting");
  const rings = world.heard(aino.connection, "ring").length;
  await setPresence(world.deps, aino, { status: "online" });
  for (const id of conversations) expect(await kindOf(world, id)).toBe("offering");
  expect(world.heard(aino.connection, "ring")).toHaveLength(rings + 2);
});

describe("a chat that rests", () => {
  async function resting(gone: boolean) {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await answers(world, aino, conversation);
    await send(world.deps, aino, answer(conversation, 1, "Hei!"));
    if (gone) await disconnected(world.deps, shopper);
    await minutes(world, gone ? 3 : 9, aino);
    expect(await kindOf(world, conversation)).toBe("resting");
    return { world, aino, shopper, conversation };
  }

  test.each([
    ["after a long silence", false],
    ["sooner when the shopper is gone", true],
  ])(
    "[RTE83] frees its slot %s, and comes back to its agent with the shopper's word",
    async (_, gone) => {
      const { world, aino, shopper, conversation } = await resting(gone);
      const agent = await world.deps.store.agent("aino");
      expect(agent && load(agent, world.now)).toBe(0);
      const back = gone ? await world.shopper("visitor-1", 2) : shopper;
      if (gone) await sync(world.deps, back, { conversation, after: 0 });
      expect(await send(world.deps, back, text(conversation, 1, "Still there?"))).toMatchObject({
        ok: true,
      });
      expect((await world.deps.store.head(conversation))?.state).toMatchObject({
        kind: "active",
        agent: "aino",
        round: 2,
      });
      expect(world.heard(aino.connection, "message").at(-1)?.body).toMatchObject({
        text: "Still there?",
      });
    },
  );

  test("[RTE83] comes back for a word that was written as it came to rest, and for one whose waker died", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await answers(world, aino, conversation);
    const head = await world.deps.store.head(conversation);
    await send(world.deps, shopper, text(conversation, 1, "Wait!"));
    if (head) await letRest(world.deps, head);
    expect(await kindOf(world, conversation)).toBe("active");

    const { state } = (await world.deps.store.head(conversation)) ?? {};
    if (state?.kind !== "active") throw new Error("not active");
    world.now += 60_000;
    const asleep = {
      kind: "resting",
      round: state.round,
      agent: "aino",
      since: world.now,
    } as const;
    await world.deps.store.changeState(conversation, state, { state: asleep });
    await minutes(world, 2, aino);
    expect(await kindOf(world, conversation)).toBe("active");
  });

  test("[RTE83] whose agent is busy waits, and she is asked first; another may have it after that", async () => {
    const { world, aino, shopper, conversation } = await resting(false);
    const other = await asks(world, await world.shopper("visitor-2"));
    await answers(world, aino, other);
    const olga = await world.agent("olga", { fi: 4 });
    await send(world.deps, shopper, text(conversation, 1, "Hello?"));
    expect(await kindOf(world, conversation)).toBe("waiting");
    expect((await world.deps.store.head(conversation))?.request.lastAgent).toBe("aino");
    await minutes(world, 1, aino, olga);
    expect(world.heard(olga.connection, "ring")).not.toEqual([]);
  });

  test("[RTE84] an agent without a free slot is refused by name, and the chat stays hers", async () => {
    const { world, aino, conversation } = await resting(false);
    await answers(world, aino, await asks(world, await world.shopper("visitor-2")));
    expect(await send(world.deps, aino, answer(conversation, 2, "Hello?"))).toMatchObject({
      code: "refused",
    });
    expect(await kindOf(world, conversation)).toBe("resting");
  });

  test("[RTE84] an offer brings it back as a message does, and is refused where no slot is free", async () => {
    const { world, aino, shopper, conversation } = await resting(false);
    await watch(world.deps, shopper, world.hesitation());
    const other = await asks(world, await world.shopper("visitor-2"));
    await answers(world, aino, other);
    const offer = { conversation, percent: 5, key: "offer-0001" };
    expect(await proposeOffer(world.deps, aino, offer)).toMatchObject({ code: "refused" });
    await closeConversation(world.deps, aino, { conversation: other });
    expect(await proposeOffer(world.deps, aino, offer)).toMatchObject({ ok: true });
    expect(await kindOf(world, conversation)).toBe("active");
  });

  test("[RTE84] a chat in which the agent owes the answer does not rest when the shopper goes", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await answers(world, aino, conversation);
    await send(world.deps, shopper, text(conversation, 1, "Is it in stock?"));
    await disconnected(world.deps, shopper);
    await minutes(world, 4, aino);
    expect(await kindOf(world, conversation)).toBe("active");
  });

  test("[RTE84] the agent may go on herself; a chat in which she owes the answer does not rest", async () => {
    const { world, aino, conversation } = await resting(false);
    expect(await send(world.deps, aino, answer(conversation, 2, "One more thing"))).toMatchObject({
      ok: true,
    });
    expect(await kindOf(world, conversation)).toBe("active");
    const shopper = await world.shopper("visitor-2");
    await closeConversation(world.deps, aino, { conversation });
    const second = await asks(world, shopper);
    await answers(world, aino, second);
    await send(world.deps, shopper, text(second, 1, "Anybody?"));
    await minutes(world, 9, aino);
    expect(await kindOf(world, second)).toBe("active");
  });
});

describe("a left message", () => {
  test("[RTE85] is found by its shopper for two days after its answer, also without consent", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await leaveForLater(world.deps, shopper, { conversation, email: "anna@shop.example" });
    await disconnected(world.deps, shopper);
    world.now += 6 * 24 * 3_600_000;
    const aino = await world.agent("aino", { fi: 5 });
    await world.sweep();
    const { round = 0 } = (await world.deps.store.head(conversation))?.state ?? {};
    await answers(world, aino, conversation, round);
    await send(world.deps, aino, answer(conversation, 1, "It is on its way."));
    await closeConversation(world.deps, aino, { conversation });
    world.now += 2 * 24 * 3_600_000;
    const back = { ...shopper, connection: "c-back" };
    expect(await connectShopper(world.deps, back, false)).toMatchObject({
      conversation: { id: conversation },
    });
  });

  test("[RTE85] is answered after those who wait, without her; the answer is there on her next visit", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await send(world.deps, shopper, text(conversation, 1, "My parcel is late."));
    const left = await leaveForLater(world.deps, shopper, {
      conversation,
      email: "anna@shop.example",
    });
    expect(left).toMatchObject({ ok: true, conversation: { left: true } });
    await disconnected(world.deps, shopper);
    const later = await world.shopper("visitor-2");
    const waits = await asks(world, later);
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    expect(world.heard(aino.connection, "ring")).toMatchObject([{ conversation: { id: waits } }]);
    await answers(world, aino, waits);
    await closeConversation(world.deps, aino, { conversation: waits });
    const ring = world.heard(aino.connection, "ring").at(-1);
    expect(ring).toMatchObject({
      conversation: { id: conversation },
      context: { contact: { email: "anna@shop.example" } },
    });
    await answers(world, aino, conversation, 2);
    await send(world.deps, aino, answer(conversation, 1, "It arrives tomorrow."));
    await closeConversation(world.deps, aino, { conversation });
    expect(world.told.map(({ type }) => type)).toContain("message.answered");
    expect(JSON.stringify(world.told)).not.toContain("anna@");
    const back = { ...shopper, connection: "c-next-visit" };
    const welcome = () => connectShopper(world.deps, back, false);
    const { seq } = (await world.deps.store.head(conversation)) ?? { seq: 0 };
    expect(await welcome()).toMatchObject({ conversation: { id: conversation, status: "closed" } });
    await sync(world.deps, back, { conversation, after: 0 });
    await read(world.deps, back, { conversation, seq });
    expect(await welcome()).not.toHaveProperty("conversation");
  });

  test("[RTE85] costs next to nothing while it waits for days, and is closed when nobody ever came", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await leaveForLater(world.deps, shopper, { conversation, email: "anna@shop.example" });
    await world.advance(60_000);
    let looks = 0;
    for (let minute = 0; minute < 120; minute++) {
      await world.advance(60_000);
      looks += await world.sweep();
    }
    expect(looks).toBeLessThan(8);
    expect(world.armed.filter(({ timer }) => timer.kind === "route")).toEqual([]);
    world.now += 7 * 24 * 3_600_000;
    await world.sweep();
    expect(await kindOf(world, conversation)).toBe("closed");
  });

  test("[RTE85] is refused once somebody is with her, and is nobody else's to leave", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await answers(world, aino, conversation);
    const email = "anna@shop.example";
    expect(await leaveForLater(world.deps, shopper, { conversation, email })).toMatchObject({
      code: "conflict",
    });
    const stranger = await world.shopper("visitor-2");
    expect(await leaveForLater(world.deps, stranger, { conversation, email })).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("after a chat", () => {
  test("[MSG70] a survey is taken once, of her own closed chat", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    const survey = { conversation, score: 5, reasons: ["quick" as const] };
    expect(await answerSurvey(world.deps, shopper, survey)).toMatchObject({ code: "refused" });
    await closeConversation(world.deps, shopper, { conversation });
    expect(await answerSurvey(world.deps, shopper, survey)).toEqual({ ok: true });
    await answerSurvey(world.deps, shopper, { ...survey, score: 1 });
    expect(await world.deps.store.asides(conversation)).toMatchObject([{ score: 5 }]);
    const stranger = await world.shopper("visitor-2");
    expect(await answerSurvey(world.deps, stranger, survey)).toMatchObject({ code: "forbidden" });
  });

  test("[SEC30] a shopper who has herself erased leaves no visit and no words, and her open chat ends first", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = await asks(world, shopper);
    await answers(world, aino, conversation);
    await send(world.deps, shopper, text(conversation, 1, "private words"));
    expect(await erase(world.deps, shopper)).toEqual({ ok: true });
    expect(await world.deps.store.head(conversation)).toBeUndefined();
    expect((await world.deps.store.messages(conversation, 0, 1e6)).messages).toEqual([]);
    expect((await world.deps.store.visitor("visitor-1", world.now)).visit).toBeUndefined();
    const agent = await world.deps.store.agent("aino");
    expect(agent && load(agent, world.now)).toBe(0);
  });
});

test("[RTE53] an agent whom two misses set away is told so, with the reason", async () => {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5 });
  await asks(world, await world.shopper("visitor-1"));
  await asks(world, await world.shopper("visitor-2"));
  await world.advance(21_000);
  expect(world.heard(aino.connection, "presence").at(-1)).toMatchObject({
    presence: "away",
    reason: "missed rings",
  });
  await setPresence(world.deps, aino, { status: "away", reason: "lunch" });
  expect((await world.deps.store.agent("aino"))?.reason).toBe("lunch");
  await setPresence(world.deps, aino, { status: "online" });
  expect((await world.deps.store.agent("aino"))?.reason).toBeUndefined();
});

test("[RTE87] displeased first words go before others' of the same class, and name the topic", async () => {
  const world = new World();
  const [calm, cross] = [await world.shopper("visitor-1"), await world.shopper("visitor-2")];
  await openChat(world.deps, calm, { language: "en", text: "Hello, a question" });
  const opened = await openChat(world.deps, cross, {
    language: "en",
    text: "Ridiculous, my card was declined again",
  });
  const id = opened.ok ? opened.conversation.id : "";
  expect((await world.deps.store.head(id))?.request).toMatchObject({ topic: "payment" });
  const sam = await world.agent("sam", { en: 5 }, { capacity: 1 });
  expect(world.heard(sam.connection, "ring")).toMatchObject([{ conversation: { id } }]);
});

test("[RTE88] a sentence in another language is told once, a hand-over offered to who does not speak it", async () => {
  const world = new World();
  const detect = { language: "ru", reliable: true, score: 0.9 };
  const deps = { ...world.deps, detector: { detect: async () => detect } };
  const aino = await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("visitor-1");
  const conversation = await asks(world, shopper);
  await answers(world, aino, conversation);
  const sentence = "Я лучше напишу по-русски, спасибо";
  await send(deps, shopper, text(conversation, 1, "да"));
  expect(world.heard(aino.connection, "spoken")).toEqual([]);
  await send(
    { ...deps, detector: { detect: async () => ({ ...detect, reliable: false }) } },
    shopper,
    text(conversation, 2, sentence),
  );
  expect(world.heard(aino.connection, "spoken")).toEqual([]);
  await send(deps, shopper, text(conversation, 3, sentence));
  await send(deps, shopper, text(conversation, 4, sentence));
  expect(world.heard(aino.connection, "spoken")).toEqual([
    { conversation, language: "ru", handOver: true },
  ]);
  expect(await kindOf(world, conversation)).toBe("active");
});

test("[RTE79] those who were tried are asked again after a while when nobody else is there, and not while somebody is", async () => {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5 });
  const conversation = await asks(world, await world.shopper("visitor-1"));
  await declineRing(world.deps, aino, { conversation, round: 1 });
  await world.advance(30_000);
  await heartbeat(world.deps, aino);
  await world.sweep();
  expect(world.heard(aino.connection, "ring")).toHaveLength(1);
  await minutes(world, 2, aino);
  expect(world.heard(aino.connection, "ring").length).toBeGreaterThan(1);
});

test("[RTE78] how busy an agent was lately is kept with her slots and shown to the router", async () => {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
  const conversation = await asks(world, await world.shopper("visitor-1"));
  await answers(world, aino, conversation);
  for (let i = 0; i < 180; i++) {
    await world.advance(20_000);
    await heartbeat(world.deps, aino);
  }
  await closeConversation(world.deps, aino, { conversation });
  const [row] = await world.deps.store.roster("fi");
  expect(row?.occupancy).toBeGreaterThan(0.2);
  expect(row?.occupancy).toBeLessThan(0.3);
});

test("[RTE98] an idle agent whom the roster takes for busy is found by the sweeper, and rung for who waits", async () => {
  const world = new World();
  const { store } = world.deps;
  const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
  const profile = await store.agent("aino");
  if (!profile) throw new Error("no agent");
  const slot = { kind: "active", round: 1, since: world.now, language: "fi" } as const;
  await store.publish({ ...profile, slots: { "gone-conversation": slot } }, world.now);
  const conversation = await asks(world, await world.shopper("visitor-1"));
  expect(await kindOf(world, conversation)).toBe("waiting");
  await minutes(world, 2, aino);
  expect(world.heard(aino.connection, "ring").at(0)).toMatchObject({
    conversation: { id: conversation },
  });
});

test("[RTE91] a visit that was given a conversation after its end is let go by the sweeper", async () => {
  const world = new World();
  const { store } = world.deps;
  const shopper = await world.shopper("visitor-1");
  const conversation = await asks(world, shopper);
  const { visit } = await store.visitor("visitor-1", world.now);
  await closeConversation(world.deps, shopper, { conversation });
  const after = (await store.visitor("visitor-1", world.now)).visit;
  if (!visit || !after) throw new Error("no visit");
  await store.saveVisit(
    { ...visit, version: after.version + 1 },
    undefined,
    world.now + 86_400_000,
  );
  expect((await store.visitor("visitor-1", world.now)).visit?.conversation).toBe(conversation);
  await minutes(world, 3);
  expect((await store.visitor("visitor-1", world.now)).visit?.conversation).toBeUndefined();
});
