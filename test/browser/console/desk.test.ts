import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AGENT_HEARTBEAT_MS } from "../../../functions/contract/limits.ts";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.office.reset();
  stage.bearers.length = 0;
  stage.renewal = undefined;
});

const field = "#message";

describe("rings", () => {
  test("[CSL1] a ring shows language, reason, value and the time left, and goes when its time is over", async () => {
    const page = await online(await stage.open());
    stage.office.ring({}, 3000);
    const ring = page.getByRole("article", { name: "Ringing: Finnish" });
    await ring.getByText("€79.00").waitFor();
    expect(await ring.textContent()).toContain("Cart hesitation");
    expect(await ring.getByRole("button", { name: /^Accept/ }).textContent()).toMatch(/[123] s/);
    await ring.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("[CSL2] Alt A accepts what rings and puts the caret in the message field; Alt X declines", async () => {
    const page = await online(await stage.open());
    const first = stage.office.ring();
    await page.getByRole("article").waitFor();
    await page.keyboard.press("Alt+a");
    await page.locator(`${field}:focus`).waitFor();
    expect(stage.office.of("ring:accept")).toEqual([
      { conversation: first.conversation.id, round: 1 },
    ]);
    const second = stage.office.ring({ language: "ru" });
    await page.getByRole("article", { name: "Ringing: Russian" }).waitFor();
    await page.keyboard.press("Alt+x");
    await page.getByRole("article").waitFor({ state: "detached" });
    expect(stage.office.of("ring:decline")).toEqual([
      { conversation: second.conversation.id, round: 1 },
    ]);
    await page.context().close();
  });

  test("[CSL3] a ring that this agent answered on another device becomes a chat here", async () => {
    const page = await online(await stage.open());
    const { conversation } = stage.office.ring();
    await page.getByRole("article").waitFor();
    const known = stage.office.known.get(conversation.id);
    if (known) known.model.status = "active";
    stage.office.rings = [];
    const over = { conversation: conversation.id, round: 1, reason: "accepted" };
    stage.office.wire.emit("ring:over", over);
    await page.getByRole("button", { name: "Close chat" }).waitFor();
    expect(await page.getByRole("article").count()).toBe(0);
    await page.context().close();
  });

  test("[CSL4] misses that set the agent away are shown, and a reconnection doesn't undo them", async () => {
    const page = await online(await stage.open());
    const { conversation } = stage.office.ring();
    await page.getByRole("article").waitFor();
    stage.office.rings = [];
    stage.office.presence = "away";
    const over = { conversation: conversation.id, round: 1, reason: "missed" };
    stage.office.wire.emit("ring:over", over);
    const presence = page.getByLabel("Presence");
    await expect.poll(() => presence.inputValue()).toBe("away");
    await page.getByText("You are away now").waitFor();
    stage.office.wire.cut();
    await expect.poll(() => stage.office.of("presence").at(-1)).toEqual({ status: "away" });
    await page.context().close();
  });
});

describe("taking up where it stopped", () => {
  test("[CSL5] a reload keeps drafts, the chosen chat, the presence, and sends what was not acknowledged", async () => {
    const ids = [stage.office.open(), stage.office.open({ name: "Maija" })];
    stage.office.answers.set("message:send", () => "silence");
    const page = await online(await stage.open());
    await page.getByRole("button", { name: /^Maija/ }).click();
    await page.fill(field, "Hetki vain");
    await page.press(field, "Enter");
    await page.getByText("sending").waitFor();
    await page.fill(field, "Kesken jäänyt");
    await page.selectOption("header select", "away");
    stage.office.answers.clear();
    await page.reload();
    await expect.poll(() => page.inputValue(field)).toBe("Kesken jäänyt");
    expect(await page.getByRole("heading", { name: "Maija" }).count()).toBe(1);
    await page.getByRole("log").getByText("Hetki vain").waitFor();
    await page.getByText(/· sent/).waitFor();
    const sent = stage.office.of("message:send");
    expect(new Set(sent.map(({ outbox, n }) => `${outbox} ${n}`)).size).toBe(1);
    expect(stage.office.of("presence").at(-1)).toEqual({ status: "away" });
    const { model } = stage.office.known.get(ids[1] ?? "") ?? {};
    expect(model?.messages.filter(({ from }) => from.kind === "agent")).toHaveLength(1);
    await page.context().close();
  });

  test("[CSL6] after a lost connection it says so, comes back, and shows what was missed", async () => {
    const id = stage.office.open();
    const page = await online(await stage.open());
    await page.locator(field).waitFor();
    stage.office.wire.down = true;
    stage.office.wire.cut();
    await page.getByText("Connection lost").waitFor();
    stage.office.say(id, "Oletko siellä?", "shopper", false);
    stage.office.wire.down = false;
    await page.getByRole("log").getByText("Oletko siellä?").waitFor({ timeout: 20_000 });
    await page.context().close();
  });

  test("[CSL7] a conversation given to somebody else meanwhile leaves the desk", async () => {
    const id = stage.office.open();
    const page = await online(await stage.open());
    await page.locator(field).waitFor();
    stage.office.known.delete(id);
    stage.office.wire.cut();
    await page.getByText("All quiet").waitFor({ timeout: 20_000 });
    await page.context().close();
  });
});

describe("heartbeat and sign-in", () => {
  test("[CSL8] heartbeats keep their time while the browser slows the page's timers to one a minute", async () => {
    const context = await stage.browser.newContext();
    const opened = await stage.open();
    const kept = await opened.evaluate(() => sessionStorage.getItem("heed-token") ?? "");
    await opened.context().close();
    stage.office.reset();
    await context.addInitScript((token) => {
      sessionStorage.setItem("heed-token", token);
      const { setTimeout: real, setInterval: again } = window;
      const slow = (ms = 0) => (ms >= 1000 ? Math.max(ms, 60_000) : ms);
      Object.assign(window, {
        setTimeout: (run: () => void, ms?: number) => real(run, slow(ms)),
        setInterval: (run: () => void, ms?: number) => again(run, slow(ms)),
      });
    }, kept);
    const page = await context.newPage();
    await page.goto(`${stage.origin}/console/`);
    await online(page);
    await expect.poll(() => stage.office.wire.beats.length, { timeout: 50_000 }).toBe(2);
    const [first = 0, second = 0] = stage.office.wire.beats;
    expect(Math.abs(second - first - AGENT_HEARTBEAT_MS)).toBeLessThan(5000);
    await context.close();
  }, 75_000);

  test("[CSL9] an ID token that is about to end is renewed without the agent, and outlasts a reload", async () => {
    const page = await online(await stage.open({ left: 60_000 }));
    const [first] = stage.bearers;
    stage.office.wire.cut();
    await expect.poll(() => stage.bearers.length, { timeout: 10_000 }).toBe(2);
    await page.reload();
    await online(page);
    expect(stage.bearers.at(-1)).toBe(first);
    const kept = await page.evaluate(() =>
      JSON.parse(sessionStorage.getItem("heed-token") ?? "{}"),
    );
    expect(kept.idToken).toBe(first);
    expect(kept.expiresAt - Date.now()).toBeGreaterThan(3_000_000);
    await page.context().close();
  });

  test("[CSL9] when the provider renews no more, the agent is asked to sign in again", async () => {
    stage.renewal = { status: 400, body: { error: "invalid_grant" } };
    const page = await stage.open({ left: -1000 });
    await page.getByText("Your sign-in has ended").waitFor();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(stage.bearers).toEqual([]);
    await page.context().close();
  });

  test("[CSL10] signing out ends every tab of the browser", async () => {
    const page = await online(await stage.open());
    const other = await page.context().newPage();
    await other.goto(`${stage.origin}/console/`);
    await online(other);
    await page.getByRole("button", { name: "Sign out" }).click();
    await other.getByText("You signed out in another tab.").waitFor();
    expect(await other.evaluate(() => sessionStorage.getItem("heed-token"))).toBeNull();
    await other.getByRole("button", { name: "Sign in" }).waitFor();
    await page.context().close();
  });
});
