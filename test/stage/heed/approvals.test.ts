import { afterAll, beforeAll, expect, test } from "vitest";
import type { OfferCard } from "../../../functions/contract/conversation.ts";
import { type Client, type HeedStage, startHeed } from "../heed.ts";
import { setRole, signIn } from "./sign-in.ts";

let heed: HeedStage;
let aino: Client;
let maria: Client;
let sam: Client;

/** Less than this an admin can't set. */
const WAIT_MS = 10_000;
const POLICY = {
  minPercent: 5,
  maxPercent: 20,
  approveAbove: 10,
  approvalMs: WAIT_MS,
  minCart: 20,
  dailyBudget: 500,
  validMs: 48 * 3_600_000,
};

beforeAll(async () => {
  heed = await startHeed();
  const token = await signIn(heed.stage, "olga");
  await setRole(heed.stage, "olga", "admin");
  const put = await fetch(`${heed.stage.urls.site}/api/documents/offers`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "if-match": '"0"',
    },
    body: JSON.stringify({ value: POLICY }),
  });
  expect(put.status).toBe(200);
  aino = await heed.agent("aino");
  maria = await heed.agent("maria");
  // She speaks no Finnish, so that every ring below is Aino's; and she supervises nobody.
  sam = await heed.agent("sam");
  await maria.ask("presence", { status: "away" });
}, 60_000);
afterAll(() => heed.close());

let pages = 0;

/** A shopper with a cart of 120 € in a chat with Aino. */
async function chatting(): Promise<{ shopper: Client; conversation: string }> {
  const shopper = await heed.shopper();
  await shopper.ask("signals", {
    page: `page-${String(++pages).padStart(4, "0")}`,
    n: 1,
    view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
    cart: { value: 120, currency: "EUR", items: 2 },
    signals: [],
  });
  const opened = await shopper.ask("chat:open", { language: "fi" });
  const conversation = opened.conversation.id;
  await shopper.ask("sync", { conversation, after: 0 });
  const { round } = await aino.hear("ring", (ring) => ring.conversation.id === conversation);
  expect(await aino.ask("ring:accept", { conversation, round })).toMatchObject({ ok: true });
  await aino.ask("sync", { conversation, after: 0 });
  return { shopper, conversation };
}

/** Aino asks for 20 %, and Maria's console hears it. */
async function asks(conversation: string): Promise<string> {
  const proposed = await aino.ask("offer:propose", {
    conversation,
    key: `press-${conversation}`,
    percent: 20,
    why: "Lost twice",
  });
  expect(proposed).toMatchObject({ ok: true, approval: { percent: 20, cost: 24, fallback: 10 } });
  const asked = await maria.hear("approval", ({ code }) => code === proposed.code);
  expect(asked).toMatchObject({ agent: { name: "Aino" }, why: "Lost twice", conversation });
  return proposed.code;
}

const cards = ({ heard }: Client): readonly OfferCard[] =>
  heard.flatMap(({ event, payload }) => {
    const { body } = payload as { body?: { kind: string; offer: OfferCard } };
    return event === "message" && body?.kind === "offer" ? [body.offer] : [];
  });

const cardOf = (shopper: Client) => shopper.hear("message", ({ body }) => body.kind === "offer");
const overOf = (agent: Client, code: string, ms?: number) =>
  agent.hear("approval:over", (over) => over.code === code, ms);

async function closes(conversation: string): Promise<void> {
  expect(await aino.ask("conversation:close", { conversation })).toMatchObject({ ok: true });
  await aino.ask("wrap-up:end", { conversation });
}

test("[STG30] a supervisor approves a lower discount, once; the shopper takes it and the shop redeems it", async () => {
  const { shopper, conversation } = await chatting();
  const code = await asks(conversation);
  expect(cards(shopper)).toEqual([]);
  const early = { code, order: "S-1", cart: { value: 120, currency: "EUR" } };
  expect(await heed.shop("/api/offers/redeem", early, "S-1")).toMatchObject({ status: 404 });
  expect(await sam.ask("approval:answer", { code, answer: "approve" })).toMatchObject({
    code: "forbidden",
  });
  const answer = { code, answer: "approve", percent: 15 };
  const first = await maria.ask("approval:answer", answer);
  expect(first).toMatchObject({ ok: true, over: { outcome: "approved", percent: 15 } });
  expect(await maria.ask("approval:answer", answer)).toEqual(first);
  expect(await overOf(aino, code)).toMatchObject({ outcome: "approved", by: { name: "Maria" } });
  expect((await cardOf(shopper)).body).toMatchObject({ offer: { code, percent: 15 } });
  const accept = { conversation, code, answer: "accept" };
  expect(await shopper.ask("offer:answer", accept)).toMatchObject({ ok: true });
  expect(await heed.shop("/api/offers/redeem", early, "S-1")).toMatchObject({
    status: 200,
    body: { amount: 18 },
  });
  await closes(conversation);
});

test("[STG30] a supervisor refuses with a reason, and the agent may offer less", async () => {
  const { shopper, conversation } = await chatting();
  const code = await asks(conversation);
  const no = { code, answer: "refuse", reason: "the margin" };
  expect(await maria.ask("approval:answer", no)).toMatchObject({ ok: true });
  expect(await overOf(aino, code)).toMatchObject({ outcome: "refused", reason: "the margin" });
  expect(cards(shopper)).toEqual([]);
  const less = { conversation, key: "press-less-1", percent: 10 };
  expect(await aino.ask("offer:propose", less)).toMatchObject({ ok: true });
  expect((await cardOf(shopper)).body).toMatchObject({ offer: { percent: 10 } });
  await closes(conversation);
});

test("[STG30] answered by nobody, the timer makes the offer as far as the agent may alone; what waits is found again", async () => {
  const { shopper, conversation } = await chatting();
  const code = await asks(conversation);
  const again = await heed.agent("maria");
  expect(await again.ask("approvals", {})).toMatchObject({ approvals: [{ code }] });
  expect(await aino.ask("approvals", {})).toMatchObject({ approvals: [{ code }] });
  expect(await sam.ask("approvals", {})).toEqual({ ok: true, approvals: [] });
  const over = await overOf(aino, code, WAIT_MS + 15_000);
  expect(over).toMatchObject({ outcome: "timed-out", percent: 10 });
  expect((await cardOf(shopper)).body).toMatchObject({ offer: { code, percent: 10 } });
  expect(await again.ask("approvals", {})).toEqual({ ok: true, approvals: [] });
  expect(await maria.ask("approval:answer", { code, answer: "approve" })).toMatchObject({
    code: "conflict",
  });
  expect(cards(shopper)).toHaveLength(1);
  await closes(conversation);
}, 60_000);

test("[STG30] a proposal is taken back with the end of its chat", async () => {
  const { shopper, conversation } = await chatting();
  const code = await asks(conversation);
  await closes(conversation);
  expect(await overOf(maria, code)).toMatchObject({ outcome: "withdrawn" });
  expect(await maria.ask("approval:answer", { code, answer: "approve" })).toMatchObject({
    code: "conflict",
  });
  expect(cards(shopper)).toEqual([]);
});

test("[PAI9] [FUN4] over HTTP pain points, as JSON or a file, and the funnel are for supervisors; the chats above are in them", async () => {
  const tokens = new Map<string, string>();
  for (const name of ["sam", "maria"]) tokens.set(name, await signIn(heed.stage, name));
  const get = (path: string, name?: string) =>
    fetch(`${heed.stage.urls.site}/api/${path}`, {
      headers: name === undefined ? {} : { authorization: `Bearer ${tokens.get(name)}` },
    });
  for (const path of ["pain-points", "funnel"]) {
    expect((await get(path)).status).toBe(401);
    expect((await get(path, "sam")).status).toBe(403);
    expect((await get(`${path}?from=2026-13-01`, "maria")).status).toBe(400);
    expect((await get(`${path}?from=2020-01-01`, "maria")).status).toBe(400);
  }
  const report = await (await get("pain-points?language=fi", "maria")).json();
  expect(report).toMatchObject({
    rows: [
      {
        language: "fi",
        signal: "asked",
        page: "cart",
        outcome: "not-said",
        currency: "EUR",
        chats: 4,
        cart: 480,
        orders: 1,
        bought: 102,
      },
    ],
    partial: false,
  });
  const file = await get("pain-points?format=csv", "maria");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="pain-points-/);
  const [head, line] = (await file.text()).split("\r\n");
  expect(head).toMatch(/^day,language,signal,page,/);
  expect(line).toMatch(/^\d{4}-\d\d-\d\d,fi,asked,cart,,not-said,EUR,4,480,1,102,/);
  expect(await (await get("funnel", "maria")).json()).toMatchObject({ rules: [] });
});
