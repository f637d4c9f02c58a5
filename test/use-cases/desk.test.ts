import { describe, expect, test } from "vitest";
import { agentEvents, shopperEvents } from "../../functions/contract/client-events.ts";
import { decode } from "../../functions/contract/decode.ts";
import { load } from "../../functions/domain/routing/slots.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { draft } from "../../functions/use-cases/draft.ts";
import { floor } from "../../functions/use-cases/floor.ts";
import { inviteGuest, leaveAsGuest, watchConversation } from "../../functions/use-cases/guests.ts";
import { handOver } from "../../functions/use-cases/hand-over.ts";
import { inbox } from "../../functions/use-cases/inbox.ts";
import { acceptInvitation } from "../../functions/use-cases/invitation.ts";
import { note, notes } from "../../functions/use-cases/notes.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { read } from "../../functions/use-cases/read.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { takeOverConversation } from "../../functions/use-cases/take-over.ts";
import { typing } from "../../functions/use-cases/typing.ts";
import { endWrapUp } from "../../functions/use-cases/wrap-up.ts";
import { World } from "./world.ts";

/** Aino has a chat with a Finnish shopper; Maria supervises, Tanel does not speak Finnish. */
async function desk(settings = {}) {
  const world = new World(settings);
  const aino = await world.agent("aino", { fi: 5, en: 4 });
  const shopper = await world.shopper("visitor-1");
  const invitation = await world.invite(shopper);
  const conversation = invitation?.id ?? "";
  await acceptInvitation(world.deps, shopper, { invitation: conversation });
  const accepted = await acceptRing(world.deps, aino, { conversation, round: 1 });
  if (!accepted.ok) throw new Error(accepted.message);
  await sync(world.deps, aino, { conversation, after: 0 });
  const maria = await world.agent("maria", { fi: 3, en: 4 }, { role: "supervisor" });
  const tanel = await world.agent("tanel", { et: 5, en: 3 });
  const loadOf = async (id: string) => {
    const agent = await world.deps.store.agent(id);
    return agent && load(agent, world.now);
  };
  return { world, aino, maria, tanel, shopper, conversation, loadOf };
}

const says = (conversation: string, n: number, text: string) => ({
  conversation,
  outbox: "outbox-0001",
  n,
  text,
});

describe("[RTE94] an agent without the shopper's language", () => {
  const notices = (world: World, connection: string) =>
    world
      .heard(connection, "message")
      .flatMap(({ body }) => (body.kind === "notice" ? [body.notice] : []));

  test.each([
    ["a machine translates", "translated", { translate: async () => "tere" }],
    ["nothing translates", "not-translated", undefined],
  ] as const)("%s: both are told, once", async (_, notice, translator) => {
    const { world, aino, tanel, shopper, conversation } = await desk();
    const deps = { ...world.deps, ...(translator && { translator }) };
    const to = { kind: "agent", agent: "tanel" } as const;
    await handOver(deps, aino, { conversation, to });
    await acceptRing(deps, tanel, { conversation, round: 2 });
    await acceptRing(deps, tanel, { conversation, round: 2 });
    expect(notices(world, shopper.connection)).toContain(notice);
    const { messages } = await world.deps.store.messages(conversation, 0, 10_000);
    expect(messages.at(-1)?.body).toEqual({ kind: "notice", notice, name: "Tanel" });
    expect(
      messages.filter(({ body }) => body.kind === "notice" && body.notice === notice),
    ).toHaveLength(1);
  });

  test("nobody is told anything of an agent who gets by, also one who takes over", async () => {
    const { world, maria, shopper, conversation } = await desk();
    await takeOverConversation(world.deps, maria, { conversation });
    expect(notices(world, shopper.connection)).toEqual(["agent-joined", "agent-changed"]);
  });

  test("a supervisor who takes over without the language says so", async () => {
    const { world, shopper, conversation } = await desk();
    const olav = await world.agent("olav", { nb: 5 }, { role: "supervisor" });
    await takeOverConversation(world.deps, olav, { conversation });
    expect(notices(world, shopper.connection).at(-1)).toBe("not-translated");
  });

  test("a translated text stays one in the transcript and while it is pending", async () => {
    const { world, aino, shopper, conversation } = await desk();
    const message = { ...says(conversation, 1, "Tere!"), translated: true } as const;
    expect((await send(world.deps, aino, message)).ok).toBe(true);
    const body = { kind: "text", text: "Tere!", translated: true };
    expect(world.heard(shopper.connection, "message").at(-1)?.body).toEqual(body);
    const { messages } = await world.deps.store.messages(conversation, 0, 10_000);
    expect(messages.at(-1)?.body).toEqual(body);
    expect(decode(agentEvents["message:send"], message).ok).toBe(true);
    expect(decode(shopperEvents["message:send"], message).ok).toBe(false);
  });
});

describe("hand-over", () => {
  test("[RTE70] to a colleague: she is rung first with the summary as a note, the slot is freed, the shopper is told", async () => {
    const { world, aino, tanel, shopper, conversation, loadOf } = await desk();
    const to = { kind: "agent", agent: "tanel" } as const;
    const summary = "Card refused twice; promised an answer.";
    const handed = await handOver(world.deps, aino, { conversation, to, summary });
    expect(handed).toMatchObject({ ok: true, conversation: { status: "ringing" } });
    expect(world.heard(tanel.connection, "ring").at(-1)).toMatchObject({
      conversation: { id: conversation },
    });
    expect(await loadOf("aino")).toBe(0);
    expect(await loadOf("tanel")).toBe(1);
    expect(world.heard(shopper.connection, "message").at(-1)?.body).toEqual({
      kind: "notice",
      notice: "handed-over",
      name: "Aino",
    });
    const taken = await acceptRing(world.deps, tanel, { conversation, round: 2 });
    expect(taken.ok).toBe(true);
    expect(await notes(world.deps, tanel, { conversation })).toMatchObject({
      notes: [{ kind: "hand-over", text: summary, by: { id: "aino" } }],
    });
    expect(await send(world.deps, aino, says(conversation, 1, "still me"))).toMatchObject({
      code: "forbidden",
    });
  });

  test("[RTE70] to a language changes what is asked for; whoever speaks it is rung", async () => {
    const { world, aino, tanel, conversation } = await desk();
    const to = { kind: "language", language: "et" } as const;
    expect(await handOver(world.deps, aino, { conversation, to })).toMatchObject({ ok: true });
    expect(world.heard(tanel.connection, "ring")).not.toEqual([]);
    const unknown = { kind: "language", language: "xx" } as const;
    expect(await handOver(world.deps, tanel, { conversation, to: unknown })).toMatchObject({
      code: "forbidden",
    });
  });

  test("[RTE70] to a supervisor rings one who is there", async () => {
    const { world, aino, maria, conversation } = await desk();
    await handOver(world.deps, aino, { conversation, to: { kind: "supervisor" } });
    expect(world.heard(maria.connection, "ring")).not.toEqual([]);
  });

  test("[RTE71] nothing moves to somebody without room, to nobody, or by somebody whose chat it is not", async () => {
    const { world, aino, maria, tanel, conversation, loadOf } = await desk();
    const to = { kind: "agent", agent: "full" } as const;
    await world.agent("full", { fi: 5 }, { capacity: 0 });
    expect(await handOver(world.deps, aino, { conversation, to })).toMatchObject({
      code: "no_agent",
    });
    const nobody = { kind: "agent", agent: "nobody00" } as const;
    expect(await handOver(world.deps, aino, { conversation, to: nobody })).toMatchObject({
      code: "not_found",
    });
    const supervisor = { kind: "supervisor" } as const;
    expect(await handOver(world.deps, tanel, { conversation, to: supervisor })).toMatchObject({
      code: "forbidden",
    });
    expect(await loadOf("aino")).toBe(1);
    const byLead = await handOver(world.deps, maria, {
      conversation,
      to: { kind: "agent", agent: "tanel" },
    });
    expect(byLead).toMatchObject({ ok: true });
  });
});

describe("beside the agent", () => {
  test("[RTE72] a note is for the shop's people alone, and mentioned colleagues hear of it", async () => {
    const { world, aino, tanel, shopper, conversation } = await desk();
    const key = "note-0001";
    const text = "@tanel do you know this?";
    const added = await note(world.deps, aino, { conversation, key, text, mentions: ["tanel"] });
    expect(added).toMatchObject({ ok: true, note: { kind: "note", text } });
    expect(world.heard(tanel.connection, "note")).toHaveLength(1);
    expect(world.heard(shopper.connection, "note")).toEqual([]);
    await note(world.deps, aino, { conversation, key, text: "again" });
    expect(await notes(world.deps, aino, { conversation })).toMatchObject({ notes: [{ text }] });
    expect(await notes(world.deps, tanel, { conversation })).toMatchObject({ code: "forbidden" });
  });

  test("[RTE73] an invited colleague reads and writes, the shopper is told, and going ends it", async () => {
    const { world, aino, tanel, shopper, conversation } = await desk();
    expect(await sync(world.deps, tanel, { conversation, after: 0 })).toMatchObject({
      code: "forbidden",
    });
    await inviteGuest(world.deps, aino, { conversation, agent: "tanel" });
    expect(await sync(world.deps, tanel, { conversation, after: 0 })).toMatchObject({
      ok: true,
      guests: [{ id: "tanel", mode: "join" }],
    });
    expect(await inbox(world.deps, tanel)).toMatchObject({
      conversations: [{ conversation: { id: conversation, agent: { id: "aino" } } }],
    });
    expect(await send(world.deps, tanel, says(conversation, 1, "Tere!"))).toMatchObject({
      ok: true,
    });
    const bodies = world.heard(shopper.connection, "message").map(({ body }) => body);
    expect(bodies).toContainEqual({ kind: "notice", notice: "guest-joined", name: "Tanel" });
    expect(bodies).toContainEqual({ kind: "text", text: "Tere!" });
    await leaveAsGuest(world.deps, tanel, { conversation });
    expect(await send(world.deps, tanel, says(conversation, 2, "one more"))).toMatchObject({
      code: "forbidden",
    });
  });

  test("[RTE122] the inbox of a watcher who supervises no more names nothing she watched", async () => {
    const { world, maria, conversation } = await desk();
    await watchConversation(world.deps, maria, { conversation });
    expect(await inbox(world.deps, maria)).toMatchObject({ conversations: [{}] });
    const known = await world.deps.store.agent("maria");
    if (known)
      await world.deps.store.saveAgent({ ...known, role: "agent", version: known.version + 1 });
    expect(await inbox(world.deps, maria)).toMatchObject({ conversations: [] });
  });

  test("[RTE74] a supervisor watches unseen, whispers, and can't write; others can't watch", async () => {
    const { world, aino, maria, tanel, shopper, conversation } = await desk();
    expect(await watchConversation(world.deps, tanel, { conversation })).toMatchObject({
      code: "forbidden",
    });
    const before = world.heard(shopper.connection, "message").length;
    expect(await watchConversation(world.deps, maria, { conversation })).toMatchObject({
      ok: true,
    });
    await sync(world.deps, maria, { conversation, after: 0 });
    await send(world.deps, shopper, says(conversation, 1, "Hei"));
    expect(world.heard(maria.connection, "message")).toHaveLength(1);
    const whisper = { conversation, key: "whisper-1", text: "Offer free shipping." };
    expect(await note(world.deps, maria, whisper)).toMatchObject({ note: { kind: "whisper" } });
    expect(world.heard(aino.connection, "note")).toMatchObject([{ kind: "whisper" }]);
    expect(await send(world.deps, maria, says(conversation, 1, "me"))).toMatchObject({
      code: "forbidden",
    });
    expect(world.heard(shopper.connection, "message")).toHaveLength(before);
    expect(JSON.stringify(world.heard(shopper.connection, "conversation"))).not.toContain("maria");
  });

  test("[RTE75] a supervisor takes a chat over within her own slots: one agent before, one after", async () => {
    const { world, aino, maria, tanel, shopper, conversation, loadOf } = await desk();
    expect(await takeOverConversation(world.deps, tanel, { conversation })).toMatchObject({
      code: "forbidden",
    });
    expect(await takeOverConversation(world.deps, maria, { conversation })).toMatchObject({
      ok: true,
      conversation: { status: "active", round: 2, agent: { id: "maria" } },
    });
    expect([await loadOf("aino"), await loadOf("maria")]).toEqual([0, 1]);
    expect(await send(world.deps, aino, says(conversation, 1, "mine?"))).toMatchObject({
      code: "forbidden",
    });
    expect(await send(world.deps, maria, says(conversation, 1, "Hei"))).toMatchObject({ ok: true });
    expect(world.heard(shopper.connection, "message").map(({ body }) => body)).toContainEqual({
      kind: "notice",
      notice: "agent-changed",
      name: "maria",
    });
    expect(world.heard(aino.connection, "conversation").at(-1)).toMatchObject({
      agent: { id: "maria" },
    });
  });

  test("[RTE76] the floor is for supervisors, and shows agents with their load and every open conversation", async () => {
    const { world, aino, maria, conversation } = await desk();
    expect(await floor(world.deps, aino)).toMatchObject({ code: "forbidden" });
    const seen = await floor(world.deps, maria);
    if (!seen.ok) throw new Error(seen.message);
    expect(seen.floor.agents.map(({ id, load: held }) => [id, held])).toEqual([
      ["aino", 1],
      ["maria", 0],
      ["tanel", 0],
    ]);
    expect(seen.floor.conversations).toMatchObject([
      { conversation: { id: conversation, status: "active" } },
    ]);
  });
});

describe("beside the agent, and after", () => {
  test("[RTE73] two who come at once are both there, and who becomes the agent is no guest any more", async () => {
    const { world, aino, maria, tanel, conversation } = await desk();
    await Promise.all([
      inviteGuest(world.deps, aino, { conversation, agent: "tanel" }),
      watchConversation(world.deps, maria, { conversation }),
    ]);
    const guests = async () =>
      Object.keys((await world.deps.store.head(conversation))?.guests ?? {}).sort();
    expect(await guests()).toEqual(["maria", "tanel"]);
    await handOver(world.deps, aino, { conversation, to: { kind: "agent", agent: "tanel" } });
    await acceptRing(world.deps, tanel, { conversation, round: 2 });
    expect(await guests()).toEqual(["maria"]);
    await handOver(world.deps, tanel, { conversation, to: { kind: "agent", agent: "aino" } });
    await acceptRing(world.deps, aino, { conversation, round: 3 });
    expect(await send(world.deps, tanel, says(conversation, 1, "still me"))).toMatchObject({
      code: "forbidden",
    });
    expect(await sync(world.deps, tanel, { conversation, after: 0 })).toMatchObject({
      code: "forbidden",
    });
  });

  test("[RTE74] a watcher leaves no trace: nobody sees her typing, come or go; a demoted one sees nothing", async () => {
    const { world, maria, shopper, conversation } = await desk();
    const before = world.posts.filter(({ connection }) => connection === shopper.connection).length;
    await watchConversation(world.deps, maria, { conversation });
    await sync(world.deps, maria, { conversation, after: 0 });
    await typing(world.deps, maria, { conversation });
    await read(world.deps, maria, { conversation, seq: 1 });
    const agent = await world.deps.store.agent("maria");
    if (!agent) throw new Error("no maria");
    const demoted = { ...agent, role: "agent", version: agent.version + 1 } as const;
    await world.deps.store.saveAgent({ ...demoted, authVersion: agent.authVersion + 1 });
    expect(await sync(world.deps, maria, { conversation, after: 0 })).toMatchObject({
      code: "forbidden",
    });
    expect(await notes(world.deps, maria, { conversation })).toMatchObject({ code: "forbidden" });
    await leaveAsGuest(world.deps, maria, { conversation });
    const after = world.posts.filter(({ connection }) => connection === shopper.connection).length;
    expect(after).toBe(before);
    expect((await world.deps.store.head(conversation))?.read.agent).toBe(0);
  });

  test("[RTE76] rights as they were when she connected open no floor after they changed", async () => {
    const { world, maria, conversation } = await desk();
    const agent = await world.deps.store.agent("maria");
    if (!agent) throw new Error("no maria");
    await world.deps.store.saveAgent({
      ...agent,
      authVersion: agent.authVersion + 1,
      version: agent.version + 1,
    });
    const stale = { ...maria, authVersion: agent.authVersion };
    expect(await floor(world.deps, stale)).toMatchObject({ code: "forbidden" });
    expect(await takeOverConversation(world.deps, stale, { conversation })).toMatchObject({
      code: "forbidden",
    });
  });

  test("[RTE73] an ended chat is in nobody's list any more; a guest can't end it nor give discounts in it", async () => {
    const { world, aino, tanel, conversation } = await desk();
    await inviteGuest(world.deps, aino, { conversation, agent: "tanel" });
    expect(await closeConversation(world.deps, tanel, { conversation })).toMatchObject({
      code: "forbidden",
    });
    const offer = { conversation, key: "press-0001", percent: 5 };
    expect(await proposeOffer(world.deps, tanel, offer)).toMatchObject({ code: "forbidden" });
    await closeConversation(world.deps, aino, { conversation });
    for (const id of ["aino", "tanel"])
      expect(await world.deps.store.agentConversations(id)).toEqual([]);
  });

  test("[SEC31] a draft is shown where the stage allows it, hers alone, without card numbers", async () => {
    const shut = await desk();
    const card = "my card 4242 4242 4242 4242";
    expect(
      await draft(shut.world.deps, shut.shopper, { conversation: shut.conversation, text: card }),
    ).toMatchObject({ code: "refused" });
    const { world, aino, shopper, conversation } = await desk({ sneakPeek: true });
    await draft(world.deps, shopper, { conversation, text: card });
    expect(world.heard(aino.connection, "draft")).toEqual([{ conversation, text: "my card …" }]);
    const stranger = await world.shopper("visitor-2");
    expect(await draft(world.deps, stranger, { conversation, text: "x" })).toMatchObject({
      code: "forbidden",
    });
  });

  test("[SEC31] a draft does not reach who had the chat, who was beside it, or another page of the shopper's", async () => {
    const { world, aino, maria, tanel, shopper, conversation } = await desk({ sneakPeek: true });
    const { deps } = world;
    await inviteGuest(deps, aino, { conversation, agent: "maria" });
    await sync(deps, maria, { conversation, after: 0 });
    const other = await world.shopper("visitor-1", 2);
    await sync(deps, other, { conversation, after: 0 });
    const drafts = ({ connection }: { readonly connection: string }) =>
      world.heard(connection, "draft").map(({ text }) => text);
    await draft(deps, shopper, { conversation, text: "one" });
    await leaveAsGuest(deps, maria, { conversation });
    await handOver(deps, aino, { conversation, to: { kind: "agent", agent: "tanel" } });
    await draft(deps, shopper, { conversation, text: "two" });
    const head = await deps.store.head(conversation);
    await acceptRing(deps, tanel, { conversation, round: head?.state.round ?? 0 });
    await sync(deps, tanel, { conversation, after: 0 });
    await draft(deps, shopper, { conversation, text: "three" });
    expect([aino, maria, tanel].map(drafts)).toEqual([["one"], ["one"], ["three"]]);
    expect([shopper, other].flatMap(drafts)).toEqual([]);
  });

  test("[RTE72] many long notes come as the latest that one answer takes", async () => {
    const { world, aino, conversation } = await desk();
    for (let i = 0; i < 12; i++) {
      world.now += 1000;
      const text = `${i} ${"x".repeat(4000)}`;
      await note(world.deps, aino, { conversation, key: `note-00${10 + i}`, text });
    }
    const answer = await notes(world.deps, aino, { conversation });
    expect(JSON.stringify(answer).length).toBeLessThan(32 * 1024);
    expect(answer.ok && answer.notes.at(-1)?.text.startsWith("11 ")).toBe(true);
  });
});

describe("wrap-up", () => {
  test("[RTE77] after a chat its slot is kept for a while, or until the agent is done; then it goes to who waits", async () => {
    const { world, aino, conversation, loadOf } = await desk({ wrapUpMs: 15_000 });
    const outcome = { resolution: "solved" as const, cause: "payment", tags: ["card"] };
    const closed = await closeConversation(world.deps, aino, { conversation, ...outcome });
    expect(await world.deps.store.asides(conversation)).toMatchObject([
      { kind: "outcome", by: "aino", ...outcome },
    ]);
    expect(await loadOf("aino")).toBe(1);
    expect(closed).toMatchObject({
      agent: { presence: "wrap-up", wrapUps: { [conversation]: world.now + 15_000 } },
    });
    expect(await endWrapUp(world.deps, aino, { conversation })).toMatchObject({
      agent: { presence: "online", load: 0 },
    });
    expect(await loadOf("aino")).toBe(0);
  });

  test("[RTE77] its timer lost, the sweeper gives its place on", async () => {
    const { world, aino, conversation } = await desk({ wrapUpMs: 15_000 });
    await closeConversation(world.deps, aino, { conversation });
    world.armed.splice(0);
    for (let i = 0; i < 6; i++) {
      world.now += 20_000;
      await heartbeat(world.deps, aino);
      await world.sweep();
    }
    expect((await world.deps.store.agent("aino"))?.slots).toEqual({});
  });

  test("[RTE77] left alone, it ends by itself and once", async () => {
    const { world, aino, conversation, loadOf } = await desk({ wrapUpMs: 15_000 });
    await closeConversation(world.deps, aino, { conversation });
    await world.advance(15_000);
    expect(await loadOf("aino")).toBe(0);
    expect((await world.deps.store.agent("aino"))?.slots).toEqual({});
    expect(world.armed.filter(({ timer }) => timer.kind === "slot")).toEqual([]);
  });
});
