import { expect, test } from "vitest";
import { contextOf } from "./back-office.ts";
import { openDesk, openPage, stage, useConsoleStage } from "./desk-pages.ts";
import { online } from "./stage.ts";

useConsoleStage();

test("[CSL18] title and icon count what rings and what is unread", async () => {
  const first = stage.office.open();
  const second = stage.office.open({ name: "Maija" });
  const desk = await openDesk();
  await expect.poll(() => desk.title()).toBe("Heed console");
  stage.office.say(first, "Hei");
  stage.office.say(second, "Moi");
  stage.office.say(second, "Oletko siellä?");
  // The first is looked at.
  await expect.poll(() => desk.title()).toBe("(2) Heed console");
  stage.office.ring();
  await expect.poll(() => desk.title()).toBe("(3) Ringing! Heed console");
  const icon = await desk.locator('link[rel="icon"]').getAttribute("href");
  expect(decodeURIComponent(icon ?? "")).toContain(">3</text>");
  await desk.getByRole("button", { name: /^Maija/ }).click();
  await expect.poll(() => desk.title()).toBe("(1) Ringing! Heed console");
});

test("[CSL15] a chat in the list tells how long its shopper has waited, in words", async () => {
  const id = stage.office.open({}, 120_000);
  stage.office.say(id, "Halloo");
  const desk = await openDesk();
  await desk.locator(".row .clock.late").getByText("First answer late · 2 min").waitFor();
  await desk.fill("#message", "Hei!");
  await desk.press("#message", "Enter");
  await expect.poll(() => desk.locator(".clock").count()).toBe(0);
  expect(await desk.locator(".row").textContent()).toContain("Hei!");
});

test("[CSL14] the shopper's side tells the reason in words, the cart as it changes, and the trail with its age", async () => {
  const id = stage.office.open();
  const desk = await openDesk();
  const side = desk.getByRole("region", { name: "Shopper" });
  await side.getByText("On the cart page").waitFor();
  expect(await side.locator(".trail li").first().textContent()).toMatch(
    /Cart hesitation 40 scart, 2\d s ago/,
  );
  expect(await side.textContent()).toContain("Phone or tablet");
  const cart = { value: 158, currency: "EUR", items: 2, names: ["Laavu", "Keitin"] };
  stage.office.wire.emit("context", { conversation: id, context: contextOf({ cart }) });
  await side.getByText("€158.00").waitFor();
  await side.getByText("Keitin").waitFor();
});

test("[CSL19] a transcript is divided by days, shows its newest lines, and older ones on demand where one is looking", async () => {
  const id = stage.office.open({}, 86_400_000);
  for (let n = 1; n <= 300; n += 1) stage.office.say(id, `viesti ${n}`, "shopper", false);
  const desk = await openDesk();
  const log = desk.getByRole("log");
  await log.getByText("viesti 300", { exact: true }).waitFor();
  expect(await log.getByText("Yesterday").count()).toBe(1);
  expect(await log.locator(".entry").count()).toBe(80);
  const atEnd = () =>
    log.evaluate((e) => Math.abs(e.scrollHeight - e.scrollTop - e.clientHeight) < 4);
  expect(await atEnd()).toBe(true);
  const before = log.getByText("viesti 221", { exact: true });
  await log.getByRole("button", { name: /^Show earlier/ }).scrollIntoViewIfNeeded();
  await expect.poll(() => log.locator(".entry").count()).toBeGreaterThan(80);
  expect(await before.isVisible()).toBe(true);
  stage.office.say(id, "uusi");
  await desk.getByRole("button", { name: "New messages" }).click();
  await expect.poll(atEnd).toBe(true);
});

test("[CSL20] a search shows the lines that hold the words, marked, also those not drawn before", async () => {
  const id = stage.office.open();
  stage.office.say(id, "Missä PAKETTINI on?", "shopper", false);
  for (let n = 1; n <= 150; n += 1) stage.office.say(id, `viesti ${n}`, "shopper", false);
  const desk = await openDesk();
  await desk.getByRole("log").getByText("viesti 150").waitFor();
  await desk.keyboard.press("Alt+s");
  // Words typed before it has the focus would go elsewhere.
  await desk.locator("input[type=search]:focus").waitFor();
  await desk.keyboard.type("paketti");
  await expect.poll(() => desk.locator(".log mark").allTextContents()).toEqual(["PAKETTI"]);
  expect(await desk.locator(".entry").count()).toBe(1);
  await desk.keyboard.press("Escape");
  await desk.locator("#message:focus").waitFor();
  await expect.poll(() => desk.locator(".entry").count()).toBe(80);
});

test("[CSL66] addresses in messages and notes can be followed, and lead nowhere unsafe", async () => {
  const { office } = stage;
  const id = office.open();
  office.say(id, "Katso https://shop.example/a, maija@example.com ja +358 40 1234567");
  office.say(id, "javascript:alert(1) https://user@evil.example/");
  const note = { conversation: id, key: "note-1", at: Date.now(), kind: "note" } as const;
  office.team.put({ ...note, text: "See https://wiki.example/returns" });
  const desk = await openDesk();
  const log = desk.getByRole("log");
  await log.getByRole("link", { name: "https://wiki.example/returns" }).waitFor();
  await log.getByText("javascript:alert(1)").waitFor();
  const links = log.getByRole("link");
  const told = await links.evaluateAll((all) =>
    all.map((link) => [link.getAttribute("href"), link.getAttribute("target")]),
  );
  expect(told.sort()).toEqual([
    ["https://shop.example/a", "_blank"],
    ["https://wiki.example/returns", "_blank"],
    ["mailto:maija@example.com", "_blank"],
    ["tel:+358401234567", "_blank"],
  ]);
  expect(await links.first().getAttribute("rel")).toMatch(/noopener noreferrer/);
  await desk.keyboard.press("Alt+s");
  await desk.locator("input[type=search]:focus").fill("wiki");
  await log.locator("a mark").getByText("wiki").waitFor();
});

test("[CSL21] Ctrl K finds a command by some letters and runs it; ? shows every key, but types itself in a field", async () => {
  const desk = await openDesk();
  await desk.getByText("All quiet").waitFor();
  await desk.keyboard.press("?");
  const sheet = desk.getByRole("dialog", { name: "Keys" });
  await sheet.getByText("Accept what rings").waitFor();
  await desk.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox", { name: "Command" }).waitFor();
  await desk.keyboard.type("be aw");
  await desk.keyboard.press("Enter");
  await expect.poll(() => desk.getByLabel("Presence").inputValue()).toBe("away");
  expect(await desk.getByRole("dialog").count()).toBe(0);
  const id = stage.office.open();
  stage.office.wire.cut();
  await desk.locator("#message").waitFor({ timeout: 20_000 });
  await desk.locator("#message").pressSequentially("Niinkö?");
  expect(await desk.inputValue("#message")).toBe("Niinkö?");
  expect(stage.office.known.has(id)).toBe(true);
});

test("[CSL22] Alt ↓ and Alt U go from chat to chat, each with its own draft", async () => {
  stage.office.open({ name: "Aada" });
  const waits = stage.office.open({ name: "Bertta" });
  const desk = await openDesk();
  const heading = () => desk.getByRole("heading", { level: 2 }).allTextContents();
  await expect.poll(heading).toContain("Aada");
  await desk.locator("#message:focus").pressSequentially("eka");
  await desk.keyboard.press("Alt+ArrowDown");
  await expect.poll(heading).toContain("Bertta");
  await desk.locator("#message:focus").pressSequentially("toka");
  await desk.keyboard.press("Alt+ArrowUp");
  await expect.poll(heading).toContain("Aada");
  await expect.poll(() => desk.inputValue("#message")).toBe("eka");
  for (const known of stage.office.known.values()) {
    if (known.model.id !== waits) stage.office.say(known.model.id, "Vastaus", "agent");
  }
  stage.office.say(waits, "Hei?");
  await expect.poll(() => desk.locator(".row .clock").count()).toBe(1);
  await desk.keyboard.press("Alt+u");
  await expect.poll(heading).toContain("Bertta");
  expect(await desk.inputValue("#message")).toBe("toka");
});

test("[CSL23] a ring and a message call by sound and notification; the browser is asked by a press only, and quiet silences both", async () => {
  const heard: string[] = [];
  const page = await openPage();
  await page.exposeFunction("heard", (what: string) => heard.push(what));
  await page.addInitScript(() => {
    const tell = (what: string) => (window as unknown as { heard(w: string): void }).heard(what);
    class Fake {
      static permission = "default";
      static async requestPermission() {
        tell("asked");
        Fake.permission = "granted";
        return "granted";
      }
      close() {}
      constructor(title: string) {
        tell(title);
      }
    }
    Object.assign(window, { Notification: Fake });
    document.hasFocus = () => false;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      tell("tone");
      start.call(this, when);
    };
  });
  await page.reload();
  await online(page);
  expect(heard).toEqual([]);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Desktop notifications").check();
  await expect.poll(() => heard).toEqual(["asked"]);
  await page.getByRole("button", { name: "Done" }).click();
  stage.office.ring();
  await expect.poll(() => heard).toContain("Ringing: Finnish");
  await expect.poll(() => heard).toContain("tone");
  await page.keyboard.press("Alt+q");
  await page.getByText("quiet", { exact: true }).waitFor();
  heard.length = 0;
  stage.office.ring({ language: "sv" });
  await page.getByRole("article", { name: "Ringing: Swedish" }).waitFor();
  expect(heard).toEqual([]);
});
