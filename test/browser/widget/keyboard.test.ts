import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  invitationOf,
  openWidgetStage,
  panelOf,
  pillOf,
  trouble,
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

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key doesn't lead to ${name}, but to ${await focused(page)}`);
}

test("[WID15] a whole conversation goes by keyboard alone, and the focus comes back", async () => {
  const page = await stage.visit({
    body: '<main><button id="last">Last of the page</button></main>',
  });
  await trouble(page);
  await page.waitForTimeout(300);
  stage.backend.invite();
  await invitationOf(page).waitFor();
  await page.locator("#last").focus();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Chat");
  await page.keyboard.press("Enter");
  await page.locator("heed-chat .here").waitFor();
  expect(await focused(page)).toBe("Message");

  await page.keyboard.type("Hello");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("there");
  await page.keyboard.press("Enter");
  await page.locator("heed-chat .state").getByText("Sent").waitFor();
  const [said] = stage.backend.conversation?.messages ?? [];
  expect(said?.body).toEqual({ kind: "text", text: "Hello\nthere" });

  await page.keyboard.press("Escape");
  await pillOf(page).waitFor();
  expect(await focused(page)).toContain("Open the chat");
  stage.backend.say("Are you back?");
  await page.locator("heed-chat .badge").waitFor();
  expect(await focused(page)).toContain("1 unread message");
  await page.keyboard.press("Enter");
  await panelOf(page).waitFor();
  expect(await focused(page)).toBe("Message");

  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Add a file or an emoji");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Messages");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Minimise the chat");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("End the chat");
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe("End chat");
  await page.keyboard.press("Escape");
  expect(await panelOf(page).count()).toBe(1);
  await tabTo(page, "End the chat");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByText("You ended the chat.").waitFor();
  expect(await focused(page)).toBe("Close");
  await page.keyboard.press("Enter");
  await panelOf(page).waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Last of the page");
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
  await page.keyboard.type("s/k");
  expect(await page.evaluate(() => (window as unknown as { pressed: string[] }).pressed)).toEqual(
    [],
  );
  await page.context().close();
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
