import { expect, test } from "vitest";
import { KEPT_OUTBOXES, MAX_OUTBOXES } from "../../functions/adapters/dynamo/rules.ts";
import type { Message } from "../../functions/contract/conversation.ts";
import type { State } from "../../functions/domain/conversation/head.ts";
import type { Owner, Store } from "../../functions/ports.ts";
import {
  AGENT,
  active,
  aHead,
  aMessage,
  HOUR,
  type MakeStore,
  NOW,
  SHOPPER,
  say,
  text,
} from "./fixtures.ts";

const SYSTEM = { role: "system" } as const;
const EVERYTHING = 1e9;
const closed: State = { kind: "closed", round: 1, at: NOW, by: "agent", agent: AGENT.id };

async function transcript(store: Store, conversation: string): Promise<readonly Message[]> {
  return (await store.messages(conversation, 0, EVERYTHING)).messages;
}

export function messagesContract(makeStore: MakeStore): void {
  async function withHead(state: State = active(AGENT.id)): Promise<Store> {
    const store = await makeStore();
    await store.createHead(aHead("c", { state }));
    return store;
  }

  test("[STO21] a message gets the next number of the conversation, and the head says so", async () => {
    const store = await withHead();
    const first = await store.append(aMessage("c", { at: NOW + 7 }));
    const message: Message = {
      conversation: "c",
      seq: 1,
      at: NOW + 7,
      from: { kind: "shopper" },
      body: text("message 1"),
      outbox: "outbox01",
      n: 1,
    };
    const head = aHead("c", { seq: 1, activeAt: NOW + 7 });
    expect(first).toEqual({ kind: "appended", again: false, head, message, participants: [] });
    const second = await store.append(aMessage("c", { author: AGENT, outbox: "outbox02" }));
    expect(second).toMatchObject({
      message: { seq: 2, n: 1, from: { kind: "agent", id: AGENT.id, name: "Anna" } },
    });
    const notice = { kind: "notice", notice: "waiting" } as const;
    expect(
      await store.append(aMessage("c", { author: SYSTEM, outbox: "s", body: notice })),
    ).toMatchObject({ message: { seq: 3, from: { kind: "system" }, body: notice } });
    const lent = { kind: "agent", id: "x", name: "X" } as const;
    expect(
      await store.append(aMessage("c", { author: SYSTEM, outbox: "t", from: lent })),
    ).toMatchObject({ message: { seq: 4, from: lent } });
  });

  test("[STO21] a text that a machine translated stays one while it is pending and in the transcript", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c", { state: active(AGENT.id) }));
    const body = { kind: "text", text: "Tere", translated: true } as const;
    await store.append(aMessage("c", { author: AGENT, body }));
    expect((await store.rollForward("c")).map((message) => message.body)).toEqual([body]);
    expect((await transcript(store, "c")).map((message) => message.body)).toEqual([body]);
  });

  test("[STO22] only the visitor, the active agent and the service may write, in a closed conversation the service alone", async () => {
    const offering: State = { kind: "offering", round: 1, agent: AGENT.id, until: NOW };
    const states: [State, string, string][] = [
      [{ kind: "waiting", round: 1 }, "appended", "forbidden"],
      [offering, "appended", "forbidden"],
      [active(AGENT.id), "appended", "appended"],
      [closed, "closed", "closed"],
    ];
    const store = await makeStore();
    for (const [state, shopper, agent] of states) {
      const conversation = `c-${state.kind}`;
      await store.createHead(aHead(conversation, { state }));
      const authors = [
        SHOPPER,
        AGENT,
        SYSTEM,
        { role: "shopper", id: AGENT.id },
        { role: "agent", id: "agent2" },
        { role: "agent", id: SHOPPER.id },
      ] as const;
      const kinds = await Promise.all(
        authors.map(async (author, i) => {
          const { kind } = await store.append(aMessage(conversation, { author, outbox: `o${i}` }));
          return kind;
        }),
      );
      const others = ["forbidden", "forbidden", "forbidden"];
      expect(kinds, state.kind).toEqual([shopper, agent, "appended", ...others]);
    }
    for (const author of [SHOPPER, AGENT, SYSTEM])
      expect(await store.append(aMessage("nowhere", { author }))).toEqual({ kind: "missing" });
    expect(await store.head("nowhere")).toBeUndefined();
  });

  test("[STO23] an outbox's numbers follow one another; another number is told which comes next", async () => {
    const store = await withHead();
    expect(await store.append(aMessage("c", { n: 2 }))).toEqual({ kind: "expected", n: 1 });
    await say(store, "c", { n: 1 });
    await say(store, "c", { n: 2 });
    for (const n of [1, 4, 1e6])
      expect(await store.append(aMessage("c", { n }))).toEqual({ kind: "expected", n: 3 });
    expect((await store.head("c"))?.seq).toBe(2);
    expect(await store.append(aMessage("c", { n: 3 }))).toMatchObject({ message: { seq: 3 } });
  });

  test("[STO24] the same number again answers with the message as it was stored, whatever happened since", async () => {
    const store = await withHead();
    const sent = await store.append(aMessage("c", { author: AGENT, body: text("once") }));
    await say(store, "c", { outbox: "outbox02" });
    const repeat = aMessage("c", { author: AGENT, body: text("twice"), at: NOW + 99 });
    const again = await store.append(repeat);
    const message = sent.kind === "appended" && sent.message;
    expect(again).toMatchObject({ kind: "appended", again: true, message, head: { seq: 2 } });
    await store.changeState("c", active(AGENT.id), { state: active("agent2", 2) });
    expect(await store.append(repeat)).toMatchObject({ again: true, message });
    await store.changeState("c", active("agent2", 2), { state: closed });
    expect(await store.append(repeat)).toMatchObject({ again: true, message });
    expect((await store.head("c"))?.seq).toBe(2);
  });

  test("[STO25] of parallel repeats of one number one counts; parallel outboxes all do, without a hole", async () => {
    const store = await withHead();
    const repeats = await Promise.all(
      Array.from({ length: 6 }, (_, i) => store.append(aMessage("c", { body: text(`${i}`) }))),
    );
    const fresh = repeats.filter((one) => one.kind === "appended" && !one.again);
    expect(fresh).toHaveLength(1);
    const texts = repeats.map((one) => one.kind === "appended" && one.message.body);
    expect(new Set(texts.map((body) => JSON.stringify(body))).size).toBe(1);
    const boxes = Array.from({ length: 12 }, (_, i) => `parallel${i}`);
    const sent = await Promise.all(boxes.map((outbox) => store.append(aMessage("c", { outbox }))));
    const seqs = sent.map((one) => (one.kind === "appended" ? one.message.seq : 0));
    expect(seqs.sort((a, b) => a - b)).toEqual(boxes.map((_, i) => i + 2));
  });

  test("[STO26] an outbox belongs to whoever began it, so nobody can number another's messages", async () => {
    const store = await withHead();
    await say(store, "c", { author: AGENT, outbox: "agents" });
    for (const n of [1, 2, 3])
      for (const author of [SHOPPER, SYSTEM])
        expect(await store.append(aMessage("c", { author, outbox: "agents", n }))).toEqual({
          kind: "forbidden",
        });
    await store.changeState("c", active(AGENT.id), { state: active("agent2", 2) });
    const colleague: Owner = { role: "agent", id: "agent2" };
    expect(
      await store.append(aMessage("c", { author: colleague, outbox: "agents", n: 2 })),
    ).toEqual({
      kind: "forbidden",
    });
  });

  test("[STO27] a message that reached only the head is rolled forward, once, in order, as it was", async () => {
    const store = await withHead();
    expect(await store.rollForward("nowhere")).toEqual([]);
    await store.append(aMessage("c"));
    await store.append(aMessage("c", { author: AGENT, outbox: "outbox02" }));
    expect(await transcript(store, "c")).toEqual([]);
    const rolled = await store.rollForward("c");
    expect(rolled.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await transcript(store, "c")).toEqual(rolled);
    await store.putMessage({ ...(rolled[0] as Message), body: text("forged") });
    expect(await store.rollForward("c")).toEqual(rolled);
    expect(await transcript(store, "c")).toEqual(rolled);
  });

  test("[STO28] a transcript comes in pages of at most so many bytes, at least one message, and knows whether there is more", async () => {
    const store = await withHead();
    const sent: Message[] = [];
    for (let n = 1; n <= 5; n++)
      sent.push(await say(store, "c", { n, body: text("ä€😀".repeat(n)) }));
    const size = (messages: readonly Message[]) => Buffer.byteLength(JSON.stringify(messages));
    for (let after = 0; after <= 5; after++)
      for (let count = 1; after + count <= 5; count++) {
        const page = sent.slice(after, after + count);
        const more = after + count < 5;
        expect(await store.messages("c", after, size(page))).toEqual({ messages: page, more });
        const less = count === 1 ? page : page.slice(0, -1);
        expect(await store.messages("c", after, size(page) - 1)).toEqual({
          messages: less,
          more: after + less.length < 5,
        });
      }
    expect(await store.messages("c", 0, 0)).toEqual({ messages: sent.slice(0, 1), more: true });
    expect(await store.messages("c", 5, 1000)).toEqual({ messages: [], more: false });
    expect(await store.messages("c", 1e9, 1000)).toEqual({ messages: [], more: false });
    expect(await store.message("c", sent[2]?.seq ?? 0)).toEqual(sent[2]);
    expect(await store.message("c", 1e9)).toBeUndefined();
  });

  test("[STO29] a long transcript is read whole, page after page", async () => {
    const store = await withHead();
    const sent: Message[] = [];
    for (let n = 1; n <= 150; n++) sent.push(await say(store, "c", { n }));
    expect(await store.messages("c", 0, EVERYTHING)).toEqual({ messages: sent, more: false });
    const found: Message[] = [];
    for (let more = true; more; ) {
      const page = await store.messages("c", found.at(-1)?.seq ?? 0, 3000);
      found.push(...page.messages);
      more = page.more;
    }
    expect(found).toEqual(sent);
  });

  test("[STO30] of many outboxes those an hour silent are forgotten, with their messages safe; their sender is told to begin anew", async () => {
    const store = await withHead();
    for (let i = 0; i <= KEPT_OUTBOXES; i++)
      await store.append(aMessage("c", { outbox: `o${i}`, at: NOW + i }));
    await store.rollForward("c");
    expect(await store.append(aMessage("c", { outbox: "o0" }))).toMatchObject({ again: true });
    await store.append(aMessage("c", { outbox: "late", at: NOW + HOUR + 3 }));
    expect(await store.rollForward("c")).toHaveLength(KEPT_OUTBOXES + 2);
    expect((await store.rollForward("c")).map(({ outbox }) => outbox)).toEqual(
      Array.from({ length: KEPT_OUTBOXES - 2 }, (_, i) => `o${i + 3}`).concat("late"),
    );
    expect(await store.append(aMessage("c", { outbox: "o0", n: 2 }))).toEqual({
      kind: "expected",
      n: 1,
    });
    expect(await transcript(store, "c")).toHaveLength(KEPT_OUTBOXES + 2);
  });

  test("[STO31] a head full of outboxes makes room for another, and loses no message", async () => {
    const store = await withHead();
    const count = MAX_OUTBOXES + 2;
    for (let i = 0; i < count; i++)
      expect(await store.append(aMessage("c", { outbox: `o${i}` }))).toMatchObject({
        message: { seq: i + 1 },
      });
    const pending = await store.rollForward("c");
    expect(pending.length).toBe(KEPT_OUTBOXES + 2);
    expect((await transcript(store, "c")).map(({ seq }) => seq)).toEqual(
      Array.from({ length: count }, (_, i) => i + 1),
    );
  });

  test("[STO32] a join also forgets outboxes long silent, after putting their messages into the transcript", async () => {
    const store = await withHead();
    for (let i = 0; i <= KEPT_OUTBOXES; i++) await store.append(aMessage("c", { outbox: `o${i}` }));
    await store.append(aMessage("c", { outbox: "late", at: NOW + 2 * HOUR }));
    const participant = { connection: "x", party: "shopper", owner: SHOPPER.id } as const;
    const joined = await store.join("c", { ...participant, expiresAt: NOW + HOUR }, NOW);
    expect(joined).toMatchObject({ kind: "joined", pending: { length: KEPT_OUTBOXES + 2 } });
    expect(await transcript(store, "c")).toHaveLength(KEPT_OUTBOXES + 1);
    expect((await store.rollForward("c")).map(({ outbox }) => outbox)).toEqual(["late"]);
  });
}
