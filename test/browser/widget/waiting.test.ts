import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import { composerOf, heed, openWidgetStage, until, type WidgetStage, write } from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** A page whose shopper waits for an agent. */
async function waiting(...visit: Parameters<WidgetStage["visit"]>): Promise<Page> {
  stage.backend.begin("waiting");
  const page = await stage.visit(...visit);
  await heed(page, "open");
  await until(() => stage.backend.payloads("sync").length > 0);
  await composerOf(page).waitFor();
  return page;
}

const place = (page: Page) => page.locator("heed-chat .waiting [role=status]");
const field = (page: Page, name: string) => page.locator(`heed-chat [name="${name}"]`);
const leave = (page: Page) => page.getByRole("button", { name: "Leave a message" });
const submit = (page: Page) =>
  page.locator("heed-chat .sheet").getByRole("button", { name: "Send" });

/** What the chat's polite regions said, change by change. */
async function spoken(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const host = window as unknown as { said: string[] };
    host.said = [];
    const root = document.querySelector("heed-chat")?.shadowRoot;
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const at = target instanceof Element ? target : target.parentElement;
        const region = at?.closest(".waiting [role=status]");
        const text = region?.textContent;
        if (text && host.said.at(-1) !== text) host.said.push(text);
        else if (text) host.said.push(`again: ${text}`);
      }
    }).observe(root as ShadowRoot, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

describe("[WID34] every notice and status has words of its own", () => {
  test("handed over, a guest comes and goes, resting", async () => {
    const { backend } = stage;
    const page = await waiting();
    if (!backend.conversation) throw new Error("no conversation");
    backend.conversation.round = 2;
    backend.conversation.status = "active";
    backend.changed();
    for (const [notice, name] of [
      ["handed-over", "Aino Virtanen"],
      ["guest-joined", "Mikko Laine"],
      ["guest-left", "Mikko Laine"],
    ] as const) {
      backend.say({ kind: "notice", notice, name }, "system");
    }
    await page.getByText("Mikko Laine has left the chat.").waitFor();
    expect(await page.locator("heed-chat .notice").allInnerTexts()).toEqual([
      "We are handing you over to a colleague.",
      "Mikko Laine has joined the chat as well.",
      "Mikko Laine has left the chat.",
    ]);
    backend.conversation.status = "resting";
    backend.changed();
    await page.getByText("Paused. Write when you want to go on.").waitFor();
    await page.context().close();
  });
});

describe("[WID35] a waiting shopper is told where she stands", () => {
  test("place and time, said again only when they change", async () => {
    const { backend } = stage;
    const page = await waiting();
    const said = await spoken(page);
    backend.queue({ position: 2, waitMs: 170_000 });
    await page.getByText("You are number 2 in the queue · about 3 minutes").waitFor();
    backend.queue({ position: 2, waitMs: 185_000 });
    backend.queue({ position: 2, waitMs: 175_000 });
    backend.queue({ position: 1, waitMs: 20_000 });
    await page.getByText("You are number 1 in the queue · about 1 minute").waitFor();
    backend.queue({ position: 1 });
    await page.getByText("You are number 1 in the queue", { exact: true }).waitFor();
    const all = await said();
    expect(all.filter((text) => text.includes("number 2"))).toHaveLength(1);
    expect(all.at(-1)).toBe("You are number 1 in the queue");
    await page.context().close();
  });

  test.each([
    ["fi", "Olet jonossa sijalla 2 · noin 3 minuuttia"],
    ["ru", "Ваше место в очереди: 2 · примерно 3 минуты"],
    ["ar", "ترتيبك في قائمة الانتظار: 2 · حوالي 3 دقائق"],
  ])("in the words of %s", async (language, text) => {
    stage.backend.language = language;
    const page = await waiting({ lang: language });
    stage.backend.queue({ position: 2, waitMs: 180_000 });
    await page.getByText(text).waitFor();
    await page.context().close();
  });

  test("of another conversation nothing is said, and nothing once an agent is asked", async () => {
    const { backend } = stage;
    const page = await waiting();
    backend.emit("queue", { conversation: "another-one", position: 7 });
    backend.queue({ position: 3 });
    await page.getByText("number 3").waitFor();
    expect(await page.getByText("number 7").count()).toBe(0);
    if (backend.conversation) backend.conversation.status = "ringing";
    if (backend.conversation) backend.conversation.round = 2;
    backend.changed();
    await page.getByText("Asking Aino Virtanen to join…").waitFor();
    expect(await place(page).count()).toBe(0);
    expect(await leave(page).count()).toBe(0);
    await page.context().close();
  });

  test("when nobody is there it says so, and doesn't claim to be looking for somebody", async () => {
    const page = await waiting();
    stage.backend.queue({ position: 1, unattended: true });
    await page.getByText("Nobody is here right now.").waitFor();
    expect(await page.getByText("Finding the right person").count()).toBe(0);
    await leave(page).waitFor();
    await page.context().close();
  });
});

describe("[WID36] she may leave a message instead of waiting", () => {
  test("what she had begun to write is in it, and it ends with a confirmation", async () => {
    const { backend } = stage;
    const page = await waiting();
    await composerOf(page).fill("Where is my parcel?");
    backend.queue({ position: 4 });
    await leave(page).click();
    await field(page, "text").waitFor();
    expect(await field(page, "text").inputValue()).toBe("Where is my parcel?");
    await field(page, "email").fill("  anna@example.com ");
    await field(page, "name").fill("Anna");
    await submit(page).click();
    await page.getByText("Thank you. We will answer by e-mail").waitFor();
    expect(backend.payloads("message:leave")).toEqual([
      { conversation: backend.conversation?.id, email: "anna@example.com", name: "Anna" },
    ]);
    await until(() => (backend.conversation?.messages.length ?? 0) === 2);
    await page.locator("heed-chat .notice").getByText("You left a message.").waitFor();
    expect(await leave(page).count()).toBe(0);
    await page.reload();
    await page.getByText("Thank you. We will answer by e-mail").waitFor();
    await page.context().close();
  });

  test("faults are told at their field, which gets the focus, and nothing is lost by them", async () => {
    const { backend } = stage;
    const page = await waiting();
    backend.queue({ position: 1, unattended: true });
    await leave(page).click();
    await submit(page).click();
    const faultOf = async (name: string) => {
      const id = await field(page, name).getAttribute("aria-describedby");
      return page.locator(`heed-chat #${id}`).innerText();
    };
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("name"));
    expect(await faultOf("text")).toBe("Please write what it is about.");
    expect(await faultOf("email")).toBe("Please enter your e-mail address.");
    expect(await focused()).toBe("text");
    await field(page, "text").fill("A question");
    for (const wrong of [
      "anna",
      "anna@",
      "anna@home",
      "an na@example.com",
      "anna@example.com, b@c.de",
    ]) {
      await field(page, "email").fill(wrong);
      await submit(page).click();
      expect(await faultOf("email"), wrong).toContain("name@example.com");
      expect(await field(page, "email").getAttribute("aria-invalid")).toBe("true");
      expect(await focused()).toBe("email");
    }
    expect(backend.payloads("message:leave")).toEqual([]);
    await field(page, "email").fill("anna@example.com");
    expect(await field(page, "email").getAttribute("aria-invalid")).toBe("false");
    await page.getByRole("button", { name: "Back to the chat" }).click();
    expect(await composerOf(page).inputValue()).toBe("A question");
    await page.getByRole("button", { name: "Minimise the chat" }).click();
    await page.locator("heed-chat .pill").click();
    await leave(page).click();
    expect(await field(page, "text").inputValue()).toBe("A question");
    expect(await field(page, "email").inputValue()).toBe("anna@example.com");
    await page.context().close();
  });

  test("an address that only the server refuses is told at its field; a failure can be tried again", async () => {
    const { backend } = stage;
    const page = await waiting();
    await write(page, "Hello?");
    backend.queue({ position: 1 });
    await leave(page).click();
    backend.answers.set("message:leave", () => failure("bad_payload", "email: expected email"));
    await field(page, "email").fill("anna@example.com");
    await submit(page).click();
    await page.getByText("Please check the address.").waitFor();
    backend.answers.set("message:leave", () => failure("internal", ""));
    await submit(page).click();
    await page.getByRole("alert").getByText("That did not work.").waitFor();
    backend.answers.clear();
    await submit(page).click();
    await page.getByText("Thank you. We will answer by e-mail").waitFor();
    await page.context().close();
  });

  test("an agent who comes meanwhile takes over, and what was written stands in the composer", async () => {
    const { backend } = stage;
    const page = await waiting();
    backend.queue({ position: 1 });
    await leave(page).click();
    await field(page, "text").fill("Where is my parcel?");
    if (!backend.conversation) throw new Error("no conversation");
    backend.conversation.round = 2;
    backend.conversation.status = "active";
    backend.changed();
    await page.locator("heed-chat .here").waitFor();
    expect(await composerOf(page).inputValue()).toBe("Where is my parcel?");
    await page.context().close();
  });
});
