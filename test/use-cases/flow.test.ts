import { describe, expect, test } from "vitest";
import { SYNC_PAGE_BYTES } from "../../functions/contract/limits.ts";
import type { InboxConversation } from "../../functions/contract/server-events.ts";
import { load } from "../../functions/domain/routing/slots.ts";
import { acceptRing, declineRing } from "../../functions/use-cases/answer-ring.ts";
import { withContexts } from "../../functions/use-cases/bare-contexts.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { inbox } from "../../functions/use-cases/inbox.ts";
import { acceptInvitation, dismissInvitation } from "../../functions/use-cases/invitation.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { read } from "../../functions/use-cases/read.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const OUTBOX = "outbox-0001";

/** A world in which Aino has accepted a chat with a Finnish shopper. */
async function chatting() {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5, en: 4 });
  const shopper = await world.shopper("visitor-1");
  const invitation = await world.invite(shopper);
  if (!invitation) throw new Error("no invitation");
  await acceptInvitation(world.deps, shopper, { invitation: invitation.id });
  const conversation = invitation.id;
  const accepted = await acceptRing(world.deps, aino, { conversation, round: 1 });
  if (!accepted.ok) throw new Error(accepted.message);
  await sync(world.deps, aino, { conversation, after: 0 });
  return { world, aino, shopper, conversation };
}

/** The rounds that rang at an agent, each once. */
function rounds(world: World, { connection }: { readonly connection: string }): number[] {
  return [...new Set(world.heard(connection, "ring").map(({ round }) => round))];
}

describe("invitation", () => {
  test("[TRG50] a shopper who rests on the cart is invited by an agent who speaks the language and is held", async () => {
    const world = new World();
    await world.agent("sam", { en: 5, de: 5 });
    const aino = await world.agent("aino", { fi: 5, en: 4 });
    const shopper = await world.shopper("visitor-1");
    const invitation = await world.invite(shopper);
    expect(invitation).toMatchObject({ agent: { id: "aino" }, language: "fi" });
    const agent = await world.deps.store.agent(aino.owner.id);
    expect(agent && load(agent, world.now)).toBe(1);
  });

  test("[TRG51] nobody there: no invitation, and the reason is kept", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    expect(await world.invite(shopper)).toBeUndefined();
    const { why } = await world.deps.store.visitor("visitor-1", world.now);
    expect(JSON.stringify(why.at(-1))).toContain("no-agent");
  });

  test("[TRG52] an agent who is full holds no more invitations than slots", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 }, { capacity: 1 });
    expect(await world.invite(await world.shopper("visitor-1"))).toBeDefined();
    expect(await world.invite(await world.shopper("visitor-2"))).toBeUndefined();
  });

  test("[TRG53] a dismissed invitation frees the slot at once, is over in every tab and comes no second time", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const other = await world.shopper("visitor-1", 2);
    const invitation = await world.invite(shopper);
    const id = invitation?.id ?? "";
    expect(await dismissInvitation(world.deps, shopper, { invitation: id })).toMatchObject({
      ok: true,
    });
    expect(world.heard(other.connection, "invitation:over")).toEqual([{ id, reason: "dismissed" }]);
    const agent = await world.deps.store.agent(aino.owner.id);
    expect(agent && load(agent, world.now)).toBe(0);
    const again = await watch(world.deps, shopper, world.hesitation(2));
    expect(again).not.toHaveProperty("invitation");
  });

  test("[TRG54] an unanswered invitation ends with its hold, and the screen is cleared", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 1 });
    const shopper = await world.shopper("visitor-1");
    const invitation = await world.invite(shopper);
    // Heartbeats keep Aino present while the invitation runs out.
    const until = invitation?.until ?? 0;
    while (world.now < until) {
      await world.advance(20_000);
      await heartbeat(world.deps, aino);
    }
    expect(world.heard(shopper.connection, "invitation:over")).toEqual([
      { id: invitation?.id, reason: "expired" },
    ]);
    expect(await world.invite(await world.shopper("visitor-2"))).toBeDefined();
  });

  test("[TRG55] a batch that is sent again changes nothing and invites nobody twice", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    expect(await world.invite(shopper)).toBeDefined();
    expect(await world.invite(shopper)).toBeUndefined();
  });

  test("[TRG56] a memo of somebody else or a forged one is worth nothing", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 });
    const one = await world.shopper("visitor-1");
    const first = await watch(world.deps, one, world.hesitation());
    const memo = first.ok ? first.memo : undefined;
    const two = await world.shopper("visitor-2");
    const stolen = await watch(world.deps, two, { ...world.hesitation(), ...(memo && { memo }) });
    expect(stolen).toMatchObject({ ok: true });
    expect((await world.deps.store.visitor("visitor-2", world.now)).visit?.visitor).toBe(
      "visitor-2",
    );
  });
});

describe("ring", () => {
  test("[RTE50] accepting the invitation rings the agent named in it, and she answers", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    expect(world.heard(aino.connection, "ring")).toHaveLength(1);
    expect(world.heard(shopper.connection, "conversation").at(-1)).toMatchObject({
      id: conversation,
      status: "active",
      agent: { id: "aino" },
    });
  });

  test("[RTE51] a double click makes one conversation and one ring", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const invitation = (await world.invite(shopper))?.id ?? "";
    const both = await Promise.all([
      acceptInvitation(world.deps, shopper, { invitation }),
      acceptInvitation(world.deps, shopper, { invitation }),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    const agent = await world.deps.store.agent("aino");
    expect(agent && load(agent, world.now)).toBe(1);
    // Ringing again in the same round is harmless: consoles know a ring by conversation and round.
    expect(rounds(world, aino)).toEqual([1]);
  });

  test("[RTE52] no answer in time rings the next agent; the wait keeps its age", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const invitation = (await world.invite(shopper))?.id ?? "";
    const since = world.now;
    await acceptInvitation(world.deps, shopper, { invitation });
    const pekka = await world.agent("pekka", { fi: 5 });
    await world.advance(20_000);
    expect(world.heard(aino.connection, "ring:over")).toMatchObject([{ reason: "missed" }]);
    expect(world.heard(pekka.connection, "ring")).toMatchObject([{ round: 2, since }]);
  });

  test("[RTE53] two misses in a row set an agent away", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    for (const visitor of ["visitor-1", "visitor-2"]) {
      const shopper = await world.shopper(visitor);
      const invitation = (await world.invite(shopper))?.id ?? "";
      await acceptInvitation(world.deps, shopper, { invitation });
      await world.advance(20_001);
      await heartbeat(world.deps, aino);
    }
    expect(await world.deps.store.agent("aino")).toMatchObject({ presence: "away" });
  });

  test("[RTE54] a declined ring goes on at once, and not back to who declined", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = (await world.invite(shopper))?.id ?? "";
    await acceptInvitation(world.deps, shopper, { invitation: conversation });
    const pekka = await world.agent("pekka", { fi: 4 });
    await declineRing(world.deps, aino, { conversation, round: 1 });
    expect(world.heard(pekka.connection, "ring")).toHaveLength(1);
    expect(world.heard(aino.connection, "ring")).toHaveLength(1);
  });

  test("[RTE55] a late accept of an earlier round takes nothing", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("visitor-1");
    const conversation = (await world.invite(shopper))?.id ?? "";
    await acceptInvitation(world.deps, shopper, { invitation: conversation });
    const pekka = await world.agent("pekka", { fi: 5 });
    await declineRing(world.deps, aino, { conversation, round: 1 });
    expect(await acceptRing(world.deps, aino, { conversation, round: 1 })).toMatchObject({
      code: "gone",
    });
    expect(await acceptRing(world.deps, pekka, { conversation, round: 2 })).toMatchObject({
      ok: true,
    });
  });

  test("[RTE56] whoever waits is rung at the first agent who comes online", async () => {
    const world = new World();
    const shopper = await world.shopper("visitor-1");
    const opened = await openChat(world.deps, shopper, { language: "fi" });
    expect(opened).toMatchObject({ ok: true, conversation: { status: "waiting" } });
    const aino = await world.agent("aino", { fi: 5 });
    expect(world.heard(aino.connection, "ring")).toHaveLength(1);
  });

  test("[RTE57] a closed chat's slot goes to who waits", async () => {
    const { world, aino, conversation } = await chatting();
    await world.deps.store.saveAgent({
      ...((await world.deps.store.agent(
        "aino",
      )) as never as import("../../functions/domain/routing/agent.ts").Agent),
      capacity: 1,
      version: ((await world.deps.store.agent("aino"))?.version ?? 0) + 1,
    });
    const second = await world.shopper("visitor-2");
    await openChat(world.deps, second, { language: "fi" });
    expect(world.heard(aino.connection, "ring")).toHaveLength(1);
    await closeConversation(world.deps, aino, { conversation });
    expect(world.heard(aino.connection, "ring")).toHaveLength(2);
  });

  test("[RTE58] a dead console loses its chat to another agent, with the history, and the shopper is told", async () => {
    const { world, shopper, conversation } = await chatting();
    await send(world.deps, shopper, { conversation, outbox: OUTBOX, n: 1, text: "Hei!" });
    await world.advance(300_000);
    const pekka = await world.agent("pekka", { fi: 5 });
    await world.sweep();
    await world.sweep();
    expect(rounds(world, pekka)).toEqual([2]);
    expect(await world.deps.store.agent("aino")).toMatchObject({ presence: "offline", slots: {} });
    await acceptRing(world.deps, pekka, { conversation, round: 2 });
    const history = await sync(world.deps, pekka, { conversation, after: 0 });
    const bodies = history.ok ? history.messages.map(({ body }) => body) : [];
    expect(bodies).toContainEqual({ kind: "text", text: "Hei!" });
    expect(bodies).toContainEqual({ kind: "notice", notice: "agent-left", name: "Aino" });
  });

  test("[RTE59] a console that comes back finds its rings and conversations", async () => {
    const { world, aino, conversation } = await chatting();
    expect(await inbox(world.deps, aino)).toMatchObject({
      ok: true,
      agent: { presence: "online", load: 1 },
      conversations: [{ conversation: { id: conversation } }],
    });
  });
});

test("[RTE59] however many chats an agent has, her inbox fits in a frame, and those that go on are whole", () => {
  const chat = (n: number, status: "active" | "resting"): InboxConversation => ({
    conversation: {
      id: `conversation-${n}`,
      status,
      language: "fi",
      round: 1,
      startedAt: n,
      seq: 0,
      agent: { id: "aino", name: "Aino" },
      read: { shopper: 0, agent: 0 },
    },
    context: {
      visitor: `visitor-${n}`,
      language: "fi",
      trail: Array.from({ length: 12 }, (_, at) => ({ kind: "dwell", at, page: "ä".repeat(80) })),
    },
  });
  const all = Array.from({ length: 40 }, (_, n) => chat(n, n < 37 ? "resting" : "active"));
  const fitting = withContexts(all, SYNC_PAGE_BYTES);
  expect(Buffer.byteLength(JSON.stringify(fitting))).toBeLessThanOrEqual(SYNC_PAGE_BYTES);
  expect(fitting.map(({ conversation }) => conversation.id)).toEqual(
    all.map(({ conversation }) => conversation.id),
  );
  expect(fitting.slice(37)).toEqual(all.slice(37));
  const bare = fitting.filter(({ context }) => context.trail.length === 0);
  expect(bare.length).toBeGreaterThan(20);
  expect(bare.length).toBeLessThan(37);
  expect(bare[0]?.context).toMatchObject({ visitor: expect.stringMatching(/^visitor-/) });
  expect(withContexts(all.slice(0, 3), SYNC_PAGE_BYTES)).toEqual(all.slice(0, 3));
  expect(withContexts(all, 2000).length).toBeLessThan(40);
});

describe("messages", () => {
  test("[MSG1] a message is acked with its number and heard by the other party once", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    const sent = await send(world.deps, shopper, {
      conversation,
      outbox: OUTBOX,
      n: 1,
      text: "Moi",
    });
    expect(sent).toMatchObject({ ok: true });
    const heard = world
      .heard(aino.connection, "message")
      .filter(({ from }) => from.kind === "shopper");
    expect(heard).toMatchObject([{ body: { text: "Moi" }, from: { kind: "shopper" } }]);
  });

  test("[MSG71] the sender's other tabs hear of it when it is in the transcript, the other party does not wait for that", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    const tab = { ...shopper, connection: "c-other-tab" };
    await sync(world.deps, tab, { conversation, after: 0 });
    const { store } = world.deps;
    let put = () => {};
    const putting = new Promise<void>((resolve) => {
      put = resolve;
    });
    const slow: Deps = {
      ...world.deps,
      store: {
        ...store,
        putMessage: async (message) => {
          await putting;
          await store.putMessage(message);
        },
      },
    };
    const message = { conversation, outbox: OUTBOX, n: 1, text: "Moi" };
    const sent = send(slow, shopper, message);
    const moi = (connection: string) =>
      world
        .heard(connection, "message")
        .filter(({ body }) => body.kind === "text" && body.text === "Moi");
    await expect.poll(() => moi(aino.connection).length).toBe(1);
    expect(moi(tab.connection)).toEqual([]);
    put();
    expect(await sent).toMatchObject({ ok: true });
    expect(moi(tab.connection)).toHaveLength(1);
    expect(moi(shopper.connection)).toEqual([]);
  });

  test("[MSG2] the same number again is acked again and stored once", async () => {
    const { world, shopper, conversation } = await chatting();
    const message = { conversation, outbox: OUTBOX, n: 1, text: "Moi" };
    const first = await send(world.deps, shopper, message);
    expect(await send(world.deps, shopper, message)).toEqual(first);
    const all = await sync(world.deps, shopper, { conversation, after: 0 });
    expect(all.ok && all.messages.filter(({ from }) => from.kind === "shopper")).toHaveLength(1);
  });

  test("[MSG3] a number out of turn is refused with the expected one", async () => {
    const { world, shopper, conversation } = await chatting();
    const skipped = { conversation, outbox: OUTBOX, n: 3, text: "Moi" };
    expect(await send(world.deps, shopper, skipped)).toMatchObject({ code: "expected", n: 1 });
  });

  test("[MSG4] nobody writes into or reads a conversation that is not theirs", async () => {
    const { world, conversation } = await chatting();
    const stranger = await world.shopper("visitor-2");
    const other = await world.agent("pekka", { fi: 5 });
    const message = { conversation, outbox: OUTBOX, n: 1, text: "hei" };
    for (const caller of [stranger, other]) {
      expect(await send(world.deps, caller, message)).toMatchObject({ code: "forbidden" });
      expect(await sync(world.deps, caller, { conversation, after: 0 })).toMatchObject({
        code: "forbidden",
      });
      expect(await read(world.deps, caller, { conversation, seq: 1 })).toMatchObject({
        code: "forbidden",
      });
    }
  });

  test("[MSG5] a message that a crash left pending is completed by anybody's sync", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    const put = world.deps.store.putMessage;
    (world.deps.store as { putMessage: typeof put }).putMessage = async () => {
      throw new Error("crash");
    };
    await expect(
      send(world.deps, shopper, { conversation, outbox: OUTBOX, n: 1, text: "Moi" }),
    ).rejects.toThrow();
    (world.deps.store as { putMessage: typeof put }).putMessage = put;
    const synced = await sync(world.deps, aino, { conversation, after: 0 });
    expect(synced.ok && synced.messages.map(({ body }) => body)).toContainEqual({
      kind: "text",
      text: "Moi",
    });
    const { messages } = await world.deps.store.messages(conversation, 0, 100_000);
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
  });

  test("[MSG6] a closed conversation takes no more messages from the parties", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    expect(await closeConversation(world.deps, shopper, { conversation })).toMatchObject({
      ok: true,
    });
    expect(
      await send(world.deps, aino, { conversation, outbox: OUTBOX, n: 1, text: "?" }),
    ).toMatchObject({ code: "closed" });
    const agent = await world.deps.store.agent("aino");
    expect(agent && load(agent, world.now)).toBe(0);
  });

  test("[MSG7] read marks rise, never fall, and reach the other party", async () => {
    const { world, aino, shopper, conversation } = await chatting();
    await send(world.deps, shopper, { conversation, outbox: OUTBOX, n: 1, text: "Moi" });
    await read(world.deps, aino, { conversation, seq: 2 });
    await read(world.deps, aino, { conversation, seq: 1 });
    expect(world.heard(shopper.connection, "read")).toEqual([
      { conversation, from: "agent", seq: 2 },
    ]);
  });
});
