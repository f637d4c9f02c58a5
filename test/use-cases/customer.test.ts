import { describe, expect, test } from "vitest";
import { failure } from "../../functions/contract/result.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { confirmOrder } from "../../functions/use-cases/confirm-order.ts";
import { consent } from "../../functions/use-cases/consent.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { erase } from "../../functions/use-cases/erase.ts";
import { watchConversation } from "../../functions/use-cases/guests.ts";
import { handOver } from "../../functions/use-cases/hand-over.ts";
import { history, readHistory } from "../../functions/use-cases/history.ts";
import { identify } from "../../functions/use-cases/identify.ts";
import { dismissInvitation } from "../../functions/use-cases/invitation.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { setPresence } from "../../functions/use-cases/presence.ts";
import { send } from "../../functions/use-cases/send.ts";
import { answerSurvey } from "../../functions/use-cases/survey.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const ORDERS = [{ id: "A-17", at: "2026-11-02", total: 59.9, currency: "EUR" }];
const MAIJA = { id: "customer-1", name: "Maija", tier: "gold", country: "FI", orders: ORDERS };
const DAY_MS = 86_400_000;
const KEY = "k".repeat(22);

/** One agent, and a shop whose tokens are the words "maija" and anything else. */
async function shop() {
  const world = new World();
  const deps: Deps = {
    ...world.deps,
    customers: {
      verify: async (token) =>
        token === "maija"
          ? { ok: true, customer: MAIJA, key: KEY }
          : failure("unauthorised", "this sign-in token is not valid"),
    },
  };
  const aino = await world.agent("aino", { fi: 5, en: 4 });
  let n = 0;
  const chat = async (visitor: string, more: { readonly timeZone?: string } = {}) => {
    const shopper = await world.shopper(visitor);
    return { shopper, open: () => talk(shopper, more) };
  };
  const talk = async (
    shopper: Awaited<ReturnType<World["shopper"]>>,
    more: { readonly timeZone?: string },
  ) => {
    const opened = await openChat(deps, shopper, { language: "fi", ...more });
    if (!opened.ok) throw new Error(opened.message);
    const { id, round } = opened.conversation;
    const accepted = await acceptRing(deps, aino, { conversation: id, round });
    if (!accepted.ok) throw new Error(accepted.message);
    await sync(deps, aino, { conversation: id, after: 0 });
    n += 1;
    const text = `Chat ${n}`;
    await send(deps, shopper, { conversation: id, outbox: `outbox-000${n}`, n: 1, text });
    return { id, accepted };
  };
  const end = async (conversation: string) => {
    const how = { resolution: "solved" as const, cause: "delivery", tags: ["late"] };
    expect((await closeConversation(deps, aino, { conversation, ...how })).ok).toBe(true);
    world.now += 1000;
  };
  return { world, deps, aino, chat, end };
}

describe("[SEC41] a shop signs its customer in", () => {
  test("before a chat: the agent sees who she is, and what time it is for her", async () => {
    const { deps, chat } = await shop();
    const { shopper, open } = await chat("visitor-1", { timeZone: "Europe/Helsinki" });
    expect((await identify(deps, shopper, { token: "maija" })).ok).toBe(true);
    const { accepted } = await open();
    expect(accepted.context).toMatchObject({
      customer: MAIJA,
      name: "Maija",
      timeZone: "Europe/Helsinki",
    });
    const { visit } = await deps.store.visitor(shopper.owner.id, deps.clock());
    expect(visit?.customer).toEqual({ key: KEY, tier: "gold", country: "FI" });
  });

  test("in a chat: her agent is told at once; signed out, she is nobody again", async () => {
    const { world, deps, aino, chat } = await shop();
    const { shopper, open } = await chat("visitor-1");
    const { accepted } = await open();
    expect(accepted.context.customer).toBeUndefined();
    await identify(deps, shopper, { token: "maija" });
    expect(world.heard(aino.connection, "context").at(-1)?.context.customer).toEqual(MAIJA);
    await identify(deps, shopper, {});
    expect(world.heard(aino.connection, "context").at(-1)?.context.customer).toBeNull();
    const record = await deps.store.visitor(shopper.owner.id, deps.clock());
    expect(record.customer).toBeUndefined();
    expect(record.visit?.customer).toBeUndefined();
  });

  test("what her agent is told of her goes to no page of hers", async () => {
    const { world, deps, aino, chat } = await shop();
    const { shopper, open } = await chat("visitor-1");
    const { id } = await open();
    const tabs = [shopper, await world.shopper("visitor-1", 2)];
    for (const tab of tabs) await sync(deps, tab, { conversation: id, after: 0 });
    await identify(deps, shopper, { token: "maija" });
    expect(world.heard(aino.connection, "context")).toHaveLength(1);
    for (const tab of tabs) expect(world.heard(tab.connection, "context")).toEqual([]);
  });

  test("an agent who had the chat, and has it no more, hears nothing of who she is", async () => {
    const { world, deps, aino, chat } = await shop();
    const { shopper, open } = await chat("visitor-1");
    const { id } = await open();
    const tanel = await world.agent("tanel", { fi: 4 });
    const to = { kind: "agent", agent: "tanel" } as const;
    expect((await handOver(deps, aino, { conversation: id, to })).ok).toBe(true);
    const head = await deps.store.head(id);
    await acceptRing(deps, tanel, { conversation: id, round: head?.state.round ?? 0 });
    await sync(deps, tanel, { conversation: id, after: 0 });
    await identify(deps, shopper, { token: "maija" });
    expect(world.heard(aino.connection, "context")).toEqual([]);
    expect(world.heard(tanel.connection, "context").at(-1)?.context.customer).toEqual(MAIJA);
  });

  test("what one tab keeps of her while another signs her out is told to nobody", async () => {
    const { deps, aino, chat } = await shop();
    const { shopper, open } = await chat("visitor-1");
    const { id } = await open();
    await identify(deps, shopper, { token: "maija" });
    await identify(deps, shopper, {});
    const { lastAt } = (await deps.store.visitor(shopper.owner.id, deps.clock())).visit ?? {};
    const signedIn = { key: KEY, customer: MAIJA };
    await deps.store.putCustomer(shopper.owner.id, signedIn, (lastAt ?? 0) + DAY_MS);
    const again = await sync(deps, aino, { conversation: id, after: 0 });
    expect(again.ok && again.context?.customer).toBeUndefined();
  });

  test("without consent nothing of her outlasts an answer to what she left", async () => {
    const { world, deps, chat } = await shop();
    const { shopper } = await chat("visitor-1");
    await consent(deps, shopper, { given: true });
    await identify(deps, shopper, { token: "maija" });
    await consent(deps, shopper, { given: false });
    const { visitKeptMs, leftMs } = deps.settings;
    world.now += visitKeptMs.anonymous + leftMs;
    expect(await deps.store.visitor(shopper.owner.id, world.now)).toMatchObject({ why: [] });
    expect((await deps.store.visitor(shopper.owner.id, world.now)).customer).toBeUndefined();
  });

  test("a token that is not valid changes nothing; a stage without a shop secret says so", async () => {
    const { world, deps, chat } = await shop();
    const { shopper } = await chat("visitor-1");
    await identify(deps, shopper, { token: "maija" });
    expect(await identify(deps, shopper, { token: "forged" })).toMatchObject({
      code: "unauthorised",
    });
    expect((await deps.store.visitor(shopper.owner.id, deps.clock())).customer).toEqual(MAIJA);
    expect(await identify(world.deps, shopper, {})).toMatchObject({ code: "unavailable" });
  });
});

describe("[TRG28] a signed-in customer is left alone on her other devices", () => {
  const devices = async () => {
    const { world, deps, aino } = await shop();
    const on = async (visitor: string) => {
      await setPresence(deps, aino, { status: "online" });
      const shopper = await world.shopper(visitor);
      await identify(deps, shopper, { token: "maija" });
      const hesitate = async (n = 1) => {
        const judged = await watch(deps, shopper, world.hesitation(n));
        if (!judged.ok) throw new Error(judged.message);
        return judged.invitation;
      };
      return { shopper, hesitate };
    };
    return { world, deps, aino, on };
  };

  test("where she said not now on one", async () => {
    const { world, deps, on } = await devices();
    const phone = await on("visitor-phone");
    const shown = await phone.hesitate();
    await dismissInvitation(deps, phone.shopper, { invitation: shown?.id ?? "" });
    world.now += 60 * 60_000;
    expect(await (await on("visitor-laptop")).hesitate()).toBeUndefined();
    world.now += 8 * DAY_MS;
    expect(await (await on("visitor-tablet")).hesitate()).toBeDefined();
  });

  test("where she was invited twice, had a chat, or bought something", async () => {
    const { world, deps, aino, on } = await devices();
    const bought = await on("visitor-1");
    const order = { order: "A-1", visitor: "visitor-1", value: 50, currency: "EUR" };
    await watch(deps, bought.shopper, { ...world.hesitation(), signals: [] });
    expect((await confirmOrder(deps, order)).ok).toBe(true);
    expect(await (await on("visitor-2")).hesitate()).toBeUndefined();
    world.now += 2 * DAY_MS;
    const chatted = await on("visitor-3");
    const opened = await openChat(deps, chatted.shopper, { language: "fi" });
    const { id = "", round = 0 } = opened.ok ? opened.conversation : {};
    await acceptRing(deps, aino, { conversation: id, round });
    await closeConversation(deps, aino, { conversation: id });
    expect(await (await on("visitor-4")).hesitate()).toBeUndefined();
    world.now += 2 * DAY_MS;
    for (const n of [5, 6]) {
      world.now += 60 * 60_000;
      expect(await (await on(`visitor-${n}`)).hesitate()).toBeDefined();
    }
    world.now += 60 * 60_000;
    expect(await (await on("visitor-7")).hesitate()).toBeUndefined();
  });

  test("and is not when she has herself erased", async () => {
    const { deps, on } = await devices();
    const phone = await on("visitor-phone");
    const shown = await phone.hesitate();
    await dismissInvitation(deps, phone.shopper, { invitation: shown?.id ?? "" });
    await erase(deps, phone.shopper);
    expect(await (await on("visitor-laptop")).hesitate()).toBeDefined();
  });
});

describe("[RTE95] earlier chats", () => {
  test("are listed with how they ended and can be read, also from another device of the same customer", async () => {
    const { deps, aino, chat, end } = await shop();
    const phone = await chat("visitor-phone");
    await identify(deps, phone.shopper, { token: "maija" });
    const first = await phone.open();
    await end(first.id);
    const told = { conversation: first.id, score: 5, reasons: [] };
    expect((await answerSurvey(deps, phone.shopper, told)).ok).toBe(true);
    const laptop = await chat("visitor-laptop");
    const second = await laptop.open();
    expect(await history(deps, aino, { conversation: second.id })).toEqual({ ok: true, chats: [] });
    await identify(deps, laptop.shopper, { token: "maija" });
    expect(await history(deps, aino, { conversation: second.id })).toMatchObject({
      chats: [
        {
          conversation: first.id,
          agent: "Aino",
          resolution: "solved",
          cause: "delivery",
          tags: ["late"],
          score: 5,
        },
      ],
    });
    const read = { conversation: second.id, earlier: first.id, after: 0 };
    const found = await readHistory(deps, aino, read);
    expect(found.ok && found.messages.map(({ body }) => body)).toContainEqual({
      kind: "text",
      text: "Chat 1",
    });
  });

  test.each([
    ["before it is named", 0],
    ["while it is named", 1],
    ["while it begins", 2],
    ["when it has begun", 9],
  ])("are the customer's also where she signs in as one begins: %s", async (_, after) => {
    const { deps, chat } = await shop();
    const { shopper } = await chat("visitor-1");
    let writes = 0;
    let signedIn: Promise<unknown> | undefined;
    const counting = async <T>(write: Promise<T>): Promise<T> => {
      if (writes === after) signedIn = identify(deps, shopper, { token: "maija" });
      writes += 1;
      const done = await write;
      await signedIn;
      return done;
    };
    const { store } = deps;
    const racing: Deps = {
      ...deps,
      store: {
        ...store,
        saveVisit: (...args) => counting(store.saveVisit(...args)),
        addDue: (...args) => counting(store.addDue(...args)),
        createHead: (...args) => counting(store.createHead(...args)),
      },
    };
    const opened = await openChat(racing, shopper, { language: "fi" });
    if (after === 9) signedIn = identify(deps, shopper, { token: "maija" });
    await signedIn;
    const id = opened.ok ? opened.conversation.id : "";
    expect(await store.chats(KEY, 10)).toMatchObject([{ conversation: id }]);
    expect((await erase(deps, shopper)).ok).toBe(true);
    expect(await store.chats(KEY, 10)).toEqual([]);
  });

  test("are those before, and not for an agent whom the chat only rings, nor a watcher of before", async () => {
    const { world, deps, aino, chat, end } = await shop();
    const { shopper, open } = await chat("visitor-1");
    const first = await open();
    await end(first.id);
    const second = await open();
    expect(await history(deps, aino, { conversation: first.id })).toEqual({ ok: true, chats: [] });
    const later = { conversation: first.id, earlier: second.id, after: 0 };
    expect(await readHistory(deps, aino, later)).toMatchObject({ code: "forbidden" });
    const maria = await world.agent("maria", { sv: 3 }, { role: "supervisor" });
    await watchConversation(deps, maria, { conversation: second.id });
    await end(second.id);
    const known = await deps.store.agent("maria");
    if (known) await deps.store.saveAgent({ ...known, role: "agent", version: known.version + 1 });
    expect(await history(deps, maria, { conversation: second.id })).toMatchObject({
      code: "forbidden",
    });
    await openChat(deps, shopper, { language: "fi" });
    const { visit } = await deps.store.visitor(shopper.owner.id, deps.clock());
    const rung = visit?.conversation ?? "";
    expect((await deps.store.head(rung))?.state.kind).toBe("offering");
    expect(await history(deps, aino, { conversation: rung })).toMatchObject({ code: "forbidden" });
  });

  test("are nobody's but her agents', and no stranger's chat is among them", async () => {
    const { world, deps, aino, chat } = await shop();
    const [maija, stranger] = [await chat("visitor-1"), await chat("visitor-2")];
    const mine = await maija.open();
    const other = await stranger.open();
    const read = { conversation: mine.id, earlier: other.id, after: 0 };
    expect(await readHistory(deps, aino, read)).toMatchObject({ code: "forbidden" });
    const tanel = await world.agent("tanel", { et: 5 });
    expect(await history(deps, tanel, { conversation: mine.id })).toMatchObject({
      code: "forbidden",
    });
    const lead = await world.agent("maria", { fi: 3 }, { role: "supervisor" });
    expect((await history(deps, lead, { conversation: mine.id })).ok).toBe(true);
  });

  test.each([
    ["signed in", "maija"],
    ["signed out meanwhile", undefined],
  ])("are gone from every list when she has herself erased, %s", async (_, token) => {
    const { deps, aino, chat, end } = await shop();
    const phone = await chat("visitor-phone");
    await identify(deps, phone.shopper, { token: "maija" });
    await end((await phone.open()).id);
    await identify(deps, phone.shopper, { ...(token !== undefined && { token }) });
    expect((await erase(deps, phone.shopper)).ok).toBe(true);
    expect(await deps.store.chats(KEY, 10)).toEqual([]);
    const laptop = await chat("visitor-laptop");
    await identify(deps, laptop.shopper, { token: "maija" });
    const { id } = await laptop.open();
    expect(await history(deps, aino, { conversation: id })).toEqual({ ok: true, chats: [] });
  });
});
