import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import {
  composerOf,
  heed,
  invitationOf,
  openWidgetStage,
  panelOf,
  pillOf,
  trouble,
  until,
  type WidgetStage,
} from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** The accessible name or text of what has the focus, inside the chat or on the page. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
  });

/** The class of what has the focus inside the chat; nothing when the focus is elsewhere. */
const place = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    // The end's own section has all its buttons' words, and no other while they are being fetched.
    if ((await focused(page)) === name && (await place(page)) !== "question") return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key doesn't lead to ${name}, but to ${await focused(page)}`);
}

test("[WID15] a whole conversation goes by keyboard alone, and the focus comes back", async () => {
  const page = await stage.visit({
    body: '<main><button id="last">Last of the page</button></main>',
  });
  await trouble(page);
  await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
  stage.backend.invite();
  await invitationOf(page).waitFor();
  await page.locator("#last").focus();
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).toBe("Chat");
  await page.keyboard.press("Enter");
  await page.locator("heed-chat .here").waitFor();
  await expect.poll(() => focused(page)).toBe("Message");

  await page.keyboard.type("Hello");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("there");
  await page.keyboard.press("Enter");
  await page.locator("heed-chat .state").getByText("Sent").waitFor();
  const [said] = stage.backend.conversation?.messages ?? [];
  expect(said?.body).toEqual({ kind: "text", text: "Hello\nthere" });

  await page.keyboard.press("Escape");
  await pillOf(page).waitFor();
  await expect.poll(() => focused(page)).toContain("Open the chat");
  stage.backend.say("Are you back?");
  await page.locator("heed-chat .badge").waitFor();
  await expect.poll(() => focused(page)).toContain("1 unread message");
  await page.keyboard.press("Enter");
  await panelOf(page).waitFor();
  await expect.poll(() => focused(page)).toBe("Message");

  await page.keyboard.press("Shift+Tab");
  await expect.poll(() => focused(page)).toBe("Add a file or an emoji");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(() => focused(page)).toBe("Messages");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(() => focused(page)).toBe("Minimise the chat");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(() => focused(page)).toBe("End the chat");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("End chat");
  await page.keyboard.press("Escape");
  expect(await panelOf(page).count()).toBe(1);
  await tabTo(page, "End the chat");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("End chat");
  await page.keyboard.press("Enter");
  await page.getByText("You ended the chat.").waitFor();
  await expect.poll(() => place(page)).toBe("question");
  await tabTo(page, "Close");
  await page.keyboard.press("Enter");
  await panelOf(page).waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toBe("Last of the page");
  await page.context().close();
});

test("[WID15] the page's own shortcuts don't hear what is typed in the chat", async () => {
  const page = await stage.visit();
  await page.evaluate(() => {
    const host = window as unknown as { pressed: string[] };
    host.pressed = [];
    for (const event of ["keydown", "keyup", "keypress"] as const) {
      document.addEventListener(event, ({ key }) => host.pressed.push(key));
    }
  });
  await page.evaluate(() =>
    (window as unknown as { heed: (...call: string[]) => void }).heed("open"),
  );
  await page.locator("heed-chat .here").waitFor();
  await expect.poll(() => focused(page)).toBe("Message");
  await page.keyboard.type("s/k");
  expect(await page.evaluate(() => (window as unknown as { pressed: string[] }).pressed)).toEqual(
    [],
  );
  await page.context().close();
});

test("[WID53] when the agent ends the chat while she types, no key of hers closes it and her words stay", async () => {
  const page = await stage.visit();
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  stage.backend.say("How can I help?");
  await expect.poll(() => focused(page)).toBe("Message");
  await page.keyboard.type("One more thing");
  stage.backend.close();
  await page.getByText("This chat has ended.").first().waitFor();
  await page.getByLabel("Your message").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect.poll(() => place(page)).toBe("question");
  expect(await page.getByLabel("Your message").inputValue()).toBe("One more thing");
  expect(await page.getByText("Not sent").count()).toBe(1);
  await page.getByRole("group", { name: "How was this chat?" }).waitFor();
  expect(await violations(page)).toEqual([]);

  await tabTo(page, "Close");
  await page.keyboard.press("Enter");
  await panelOf(page).waitFor({ state: "detached" });
  stage.backend.conversation = undefined;
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  expect(await composerOf(page).inputValue()).toBe("One more thing");
  await page.context().close();
});

describe("[WID54] what a press takes away leaves the focus in the chat", () => {
  const chatting = async () => {
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    return page;
  };

  test.each([
    ["Use it", "accepted", "Yours. Enter the code at checkout."],
    ["No, thanks", "declined", "You said no to this discount."],
  ] as const)("%s leads to what has become of the offer", async (name, status, note) => {
    const page = await chatting();
    const { backend } = stage;
    const offer = { code: "HEED-7KQ4", percent: 10, expiresAt: backend.now + 3_600_000 };
    backend.say({ kind: "offer", offer: { ...offer, status: "open" } });
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await until(() => backend.payloads("offer:answer").length === 1);
    backend.say({ kind: "offer", offer: { ...offer, status } });
    await page.getByText(note).waitFor();
    await expect.poll(() => focused(page)).toBe(note);
    await page.context().close();
  });

  test("an answer that was suggested leads to the messages", async () => {
    const page = await chatting();
    await page.getByRole("button", { name: "Your data" }).press("Enter");
    await page.getByRole("button", { name: "Back" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Your data");
    stage.backend.say({ kind: "text", text: "Shall I?", choices: ["Yes", "No"] });
    await page.getByRole("button", { name: "Yes" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Yes" }).waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toBe("Messages");
    await page.context().close();
  });

  test("but who has gone to the page stays there", async () => {
    const page = await chatting();
    stage.backend.say({ kind: "text", text: "Shall I?", choices: ["Yes", "No"] });
    await page.getByRole("button", { name: "Yes" }).focus();
    await page.locator("main h2").click();
    stage.backend.say("Or not.");
    await page.getByRole("button", { name: "Yes" }).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
    await page.context().close();
  });
});

test("[WID16] an assistive technology finds names and roles for everything", async () => {
  const page = await stage.visit();
  await page.evaluate(() =>
    (window as unknown as { heed: (...call: string[]) => void }).heed("open"),
  );
  await page.locator("heed-chat .here").waitFor();
  stage.backend.say("Hello! How can I help?");
  await page.getByText("Hello!").waitFor();
  const tree = await page.locator("heed-chat .root").ariaSnapshot();
  expect(tree).toContain('dialog "Chat with Aino Virtanen"');
  expect(tree).toContain('heading "Chat with Aino Virtanen" [level=2]');
  expect(tree).toContain('log "Messages"');
  expect(tree).toContain('textbox "Message"');
  for (const name of ["End the chat", "Minimise the chat", "Send"]) {
    expect(tree).toContain(`button "${name}"`);
  }
  await page.context().close();
});
