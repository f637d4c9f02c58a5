import { expect, test } from "vitest";
import type { Customer } from "../../../functions/contract/customer.ts";
import { failure } from "../../../functions/contract/result.ts";
import { faults } from "./axe.ts";
import { contextOf } from "./back-office.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

const MAIJA: Customer = {
  id: "customer-1",
  name: "Maija Meikäläinen",
  email: "maija@example.com",
  tier: "gold",
  country: "FI",
  orders: [
    { id: "A-17", at: "2026-11-02", total: 59.9, currency: "EUR", status: "sent" },
    { id: "A-9", at: "2026-03-30T10:00:00Z", total: 12, currency: "EUR" },
  ],
};

test("[CSL53] the agent sees who a signed-in customer is, her orders and her time of day, and keeps seeing it while she moves on", async () => {
  const { office } = stage;
  const id = office.open({ customer: MAIJA, name: "Maija Meikäläinen", timeZone: "Asia/Tokyo" });
  const desk = await openDesk();
  const side = desk.getByRole("region", { name: "Shopper" });
  for (const words of ["Maija Meikäläinen", "gold", "Finland", "maija@example.com", "2 Nov 2026"]) {
    await side.getByText(words).first().waitFor();
  }
  await side.getByRole("row", { name: /A-17 sent .*€59\.90/ }).waitFor();
  const tokyo = new Date().toLocaleTimeString("en", {
    hour: "2-digit",
    hourCycle: "h23",
    timeZone: "Asia/Tokyo",
  });
  expect(await side.getByText("Asia/Tokyo").locator("..").textContent()).toMatch(
    new RegExp(`^${tokyo}:`),
  );
  office.wire.emit("context", {
    conversation: id,
    context: contextOf({ page: { kind: "help", path: "/fi/help", title: "Apua" } }),
  });
  await side.getByText("Apua").waitFor();
  await side.getByText("gold").waitFor();
  await desk.fill("#message", "Tilaus {{order.id}}, {{customer.name}}");
  await desk.keyboard.press("Enter");
  await desk.getByRole("log").getByText("Tilaus A-17, Maija Meikäläinen").waitFor();
  expect(await faults(desk)).toEqual([]);
  office.wire.emit("context", { conversation: id, context: { ...contextOf(), customer: null } });
  await side.getByText("gold").waitFor({ state: "detached" });
});

test("[CSL54] earlier chats are asked for when wanted, and can be read; a failure is told in words", async () => {
  const { office } = stage;
  office.open();
  office.answers.set("history", () => ({
    ok: true,
    chats: [
      {
        conversation: "conversation-before",
        startedAt: Date.UTC(2026, 9, 5, 9),
        closedAt: Date.UTC(2026, 9, 5, 9, 20),
        language: "fi",
        agent: "Olga",
        resolution: "solved",
        cause: "delivery",
        tags: ["late"],
        score: 4,
      },
    ],
  }));
  const from = { kind: "shopper" } as const;
  const message = { conversation: "conversation-before", at: Date.UTC(2026, 9, 5, 9), from, n: 1 };
  office.answers.set("history:read", () => ({
    ok: true,
    more: false,
    messages: [
      { ...message, seq: 1, outbox: "a", body: { kind: "text", text: "Missä pakettini on?" } },
    ],
  }));
  const desk = await openDesk();
  expect(office.of("history")).toEqual([]);
  await desk.getByText("Earlier chats").click();
  await desk.getByText("Olga · Finnish · Solved · delivery · late · 4 of 5").waitFor();
  await desk.getByRole("button", { name: /^5 Oct 2026/ }).click();
  const dialog = desk.getByRole("dialog", { name: "Chat of 5 Oct 2026" });
  await dialog.getByText("Missä pakettini on?").waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  office.answers.set("history:read", () => failure("forbidden", "no such conversation of yours"));
  await desk.getByRole("button", { name: /^5 Oct 2026/ }).click();
  await dialog.getByRole("alert").getByText("No such conversation of yours.").waitFor();
});

test("[CSL55] suggested answers go with the message and are seen in the transcript", async () => {
  const { office } = stage;
  office.open();
  const desk = await openDesk();
  await desk.fill("#message", "Toimiko nyt?\n[Kyllä] [Ei]");
  await desk.keyboard.press("Enter");
  await desk.getByRole("log").getByText("Kyllä", { exact: true }).waitFor();
  expect(office.of("message:send").map(({ text, choices }) => ({ text, choices }))).toEqual([
    { text: "Toimiko nyt?", choices: ["Kyllä", "Ei"] },
  ]);
});

test("[CSL56] an order and a product are shown in the chat; what is wrong with a product is said at once", async () => {
  const { office } = stage;
  const trail = [
    { kind: "view-item", at: 1, page: "product", detail: "Villapaita" },
    { kind: "view-item", at: 2, page: "product", detail: "Laavu-erätarppi 3 × 3 m" },
    { kind: "view-item", at: 3, page: "product", detail: "Retkikeitin" },
  ];
  office.open({ customer: MAIJA, name: "Maija Meikäläinen", trail });
  const desk = await openDesk();
  const log = desk.getByRole("log");
  await desk.getByRole("button", { name: "A-17" }).click();
  await log.getByText("€59.90 · 2 Nov 2026 · sent").waitFor();
  await desk.keyboard.press("Alt+k");
  const dialog = desk.getByRole("dialog", { name: "Show a product" });
  const proposed = dialog.getByLabel("Name").evaluate((field) => {
    const { list } = field as HTMLInputElement;
    return [...(list?.options ?? [])].map(({ value }) => value);
  });
  // The cart's first, then what was looked at last.
  expect(await proposed).toEqual(["Laavu-erätarppi 3 × 3 m", "Retkikeitin", "Villapaita"]);
  await dialog.getByLabel("Name").fill("Villapaita");
  await dialog.getByLabel("Address of its page").fill("javascript:alert(1)");
  await desk.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("beginning with https://").waitFor();
  await dialog.getByLabel("Address of its page").fill("https://shop.example/villapaita");
  await dialog.getByLabel("Price").fill("halpa");
  await desk.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("59.90 EUR").waitFor();
  expect(await faults(desk)).toEqual([]);
  await dialog.getByLabel("Price").fill("59,90 €");
  await desk.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await log.getByText("€59.90 · product page").waitFor();
  expect(office.of("message:send").map(({ card }) => card)).toEqual([
    { kind: "order", ...MAIJA.orders?.[0] },
    {
      kind: "product",
      name: "Villapaita",
      url: "https://shop.example/villapaita",
      price: { value: 59.9, currency: "EUR" },
    },
  ]);
});

test("[CSL57] a page of the shop's own stands beside the chat, framed without a way out", async () => {
  const { office, http } = stage;
  http.reset();
  const url = `${stage.origin}/shop-page?id={{customer.id}}&language={{language}}`;
  http.answers.set("GET /api/documents/panel", () => ({
    body: { version: 1, value: { title: "Back office", url }, shipped: false },
  }));
  office.open({ customer: { ...MAIJA, id: "customer & 1" }, name: "Maija Meikäläinen" });
  const desk = await openDesk();
  const frame = desk.locator("iframe[title='Back office']");
  await frame.waitFor();
  expect(await frame.getAttribute("src")).toBe(
    `${stage.origin}/shop-page?id=customer%20%26%201&language=fi`,
  );
  expect(await frame.getAttribute("sandbox")).not.toContain("top-navigation");
  await desk.getByRole("link", { name: "In a tab of its own" }).waitFor();
  http.reset();
});
