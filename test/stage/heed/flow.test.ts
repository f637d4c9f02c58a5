import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Message } from "../../../functions/contract/conversation.ts";
import { type Client, type HeedStage, startHeed } from "../heed.ts";

let heed: HeedStage;

beforeAll(async () => {
  heed = await startHeed();
});

afterAll(() => heed.close());

let pages = 0;
const hesitation = (n = 1) => ({
  page: `page-${String(++pages).padStart(4, "0")}`,
  n,
  view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
  cart: { value: 120, currency: "EUR", items: 2, names: ["Teltta"] },
  signals: [{ kind: "cart-hesitation", at: 40_000 }],
});

/** Lets a new shopper hesitate until she is invited: the holdout's share of visitors never is. */
async function invited(): Promise<{ shopper: Client; invitation: string; agent: string }> {
  for (;;) {
    const shopper = await heed.shopper();
    const ack = await shopper.ask("signals", hesitation());
    expect(ack).toMatchObject({ ok: true });
    if (shopper.heard.some(({ event }) => event === "invitation")) {
      const { id, agent } = await shopper.hear("invitation");
      return { shopper, invitation: id, agent: agent.name };
    }
    shopper.close();
  }
}

describe("the whole flow on the real bundles", () => {
  test("[STG1] hesitation, invitation, ring, chat, discount, redemption, close", async () => {
    const aino = await heed.agent("aino");
    const { shopper, invitation, agent } = await invited();
    expect(agent).toBe("Aino");

    const accepted = await shopper.ask("invitation:accept", { invitation });
    expect(accepted).toMatchObject({ ok: true, conversation: { status: "ringing" } });
    const ring = await aino.hear("ring");
    expect(ring.context).toMatchObject({
      cart: { value: 120 },
      reason: { rule: "cart-hesitation" },
    });
    const conversation = invitation;
    const answered = await aino.ask("ring:accept", { conversation, round: ring.round });
    expect(answered).toMatchObject({ ok: true });
    await aino.ask("sync", { conversation, after: 0 });
    await shopper.hear("conversation", ({ status }) => status === "active");

    const sent = await shopper.ask("message:send", {
      conversation,
      outbox: "shopper-outbox",
      n: 1,
      text: "Onko tämä vedenpitävä?",
    });
    expect(sent).toMatchObject({ ok: true });
    const text = ({ body }: Message) => body.kind === "text";
    const hers = ({ from }: Message) => from.kind === "shopper";
    expect(await aino.hear("message", hers)).toMatchObject({ seq: sent.seq });
    await aino.ask("typing", { conversation });
    await shopper.hear("typing");
    await aino.ask("message:send", { conversation, outbox: "aino-outbox", n: 1, text: "On!" });
    await shopper.hear("message", (message) => text(message) && message.outbox === "aino-outbox");

    const offered = await aino.ask("offer:propose", {
      conversation,
      key: "press-0001",
      percent: 10,
    });
    expect(offered).toMatchObject({ ok: true });
    const card = await shopper.hear("message", ({ body }) => body.kind === "offer");
    expect(card.body).toMatchObject({ offer: { code: offered.code, percent: 10, status: "open" } });
    await shopper.ask("offer:answer", { conversation, code: offered.code, answer: "accept" });

    const order = { code: offered.code, order: "A-1", cart: { value: 120, currency: "EUR" } };
    const redeemed = await heed.shop("/api/offers/redeem", order, "A-1");
    expect(redeemed).toMatchObject({ status: 200, body: { amount: 12 } });
    expect(await heed.shop("/api/offers/redeem", order, "A-1")).toEqual(redeemed);
    const second = await heed.shop("/api/offers/redeem", { ...order, order: "A-2" }, "A-2");
    expect(second).toMatchObject({ status: 409, body: { code: "conflict" } });

    expect(await aino.ask("conversation:close", { conversation })).toMatchObject({ ok: true });
    await shopper.hear("conversation", ({ status }) => status === "closed");
  });

  test("[STG2] after a reconnection, sync brings everything that was missed", async () => {
    const aino = await heed.agent("aino");
    const { shopper, invitation: conversation } = await invited();
    const { credential } = (await shopper.hear("welcome")) as never as {
      credential: { visitor: string; key: string };
    };
    await shopper.ask("invitation:accept", { invitation: conversation });
    const { round } = await aino.hear("ring", (ring) => ring.conversation.id === conversation);
    await aino.ask("ring:accept", { conversation, round });
    shopper.close();
    for (const n of [1, 2, 3]) {
      await aino.ask("message:send", { conversation, outbox: "aino-outbox", n, text: `${n}` });
    }
    const { shopperQuery } = await import("../../../web/shared/proof.ts");
    const back = await heed.shopper(await shopperQuery(credential, Date.now()));
    const welcome = await back.hear("welcome");
    expect(welcome).toMatchObject({ conversation: { id: conversation, status: "active" } });
    const synced = await back.ask("sync", { conversation, after: 0 });
    const texts = synced.messages.flatMap(({ body }: Message) =>
      body.kind === "text" ? [body.text] : [],
    );
    // The first is the invitation's own sentence.
    expect(texts.slice(1)).toEqual(["1", "2", "3"]);
    await aino.ask("conversation:close", { conversation });
  });
});

describe("bad input", () => {
  test("[SEC1] an unknown event is refused by name and the connection stays", async () => {
    const shopper = await heed.shopper();
    const ack = await shopper.ask("drop:table", {});
    expect(ack).toMatchObject({ ok: false, code: "unknown_event" });
    expect(await shopper.ask("consent", { given: false })).toMatchObject({ ok: true });
  });

  test("[SEC2] an event of the other role is unknown", async () => {
    const shopper = await heed.shopper();
    expect(await shopper.ask("presence", { status: "online" })).toMatchObject({
      code: "unknown_event",
    });
  });

  test.each([
    ["signals", { page: "x" }],
    ["signals", null],
    ["sync", { conversation: "../../etc", after: 0 }],
    ["message:send", { conversation: "c".repeat(22), outbox: "system:closed", n: 1, text: "x" }],
    ["message:send", { conversation: "c".repeat(22), outbox: "o".repeat(22), n: 0, text: "x" }],
    [
      "message:send",
      { conversation: "c".repeat(22), outbox: "o".repeat(22), n: 1, text: "ä".repeat(2100) },
    ],
    ["consent", { given: true, more: 1 }],
  ])(
    "[SEC3] a %s whose payload fails its schema is refused with the fault's path",
    async (event, payload) => {
      const shopper = await heed.shopper();
      const ack = await shopper.ask(event, payload as object);
      expect(ack).toMatchObject({ ok: false, code: "bad_payload" });
      expect(ack.message).toMatch(/^[a-z]+/);
    },
  );

  test("[SEC4] a forged or expired ticket or proof is told so, and can do nothing", async () => {
    for (const query of [
      { role: "agent", ticket: "forged.forged" },
      { role: "agent" },
      {
        role: "shopper",
        visitor: "v".repeat(22),
        ts: String(Math.floor(Date.now() / 1000)),
        proof: "x",
      },
    ]) {
      await expect(heed.shopper(query)).rejects.toMatchObject({
        data: { code: "unauthorised", now: expect.any(Number) },
      });
    }
  });

  test("[SEC5] a frame that is no Socket.IO closes the connection", async () => {
    const shopper = await heed.shopper();
    const closed = new Promise((resolve) => shopper.socket.once("disconnect", resolve));
    const { ws } = shopper.socket.io.engine.transport as never as {
      ws: { send(text: string): void };
    };
    ws.send("4nonsense");
    await closed;
  });

  test("[SEC6] a page of another origin is turned away", async () => {
    const { WebSocket } = await import("ws");
    const socket = new WebSocket(`${heed.stage.urls.socket}?EIO=4&transport=websocket`, {
      origin: "https://evil.example",
    });
    const status = await new Promise((resolve) => {
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
      socket.on("error", () => {});
      socket.on("open", () => resolve("open"));
    });
    expect(status).toBe(403);
  });

  test("[SEC7] the HTTP API names what is wrong and signs nobody in by a forged token or signature", async () => {
    const { site } = heed.stage.urls;
    const post = (path: string, headers: Record<string, string>, body = "{}") =>
      fetch(`${site}${path}`, { method: "POST", headers, body });
    expect((await post("/api/tickets", { authorization: "Bearer a.b.c" })).status).toBe(401);
    expect((await post("/api/offers/redeem", { "heed-signature": "t=1,v1=00" })).status).toBe(401);
    const missing = await fetch(`${site}/api/nothing`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: "not_found" }]);
    expect(await heed.shop("/api/offers/redeem", { code: "x" }, "k")).toMatchObject({
      status: 400,
      body: { code: "bad_payload" },
    });
  });
});
