import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import { heed, openWidgetStage, panelOf, until, type WidgetStage, write } from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** A page whose chat is over. */
async function ended(how: "answered" | "silent" = "answered"): Promise<Page> {
  const { backend } = stage;
  backend.begin(how === "silent" ? "waiting" : "active");
  const page = await stage.visit();
  await heed(page, "open");
  await until(() => backend.payloads("sync").length > 0);
  await write(page, "Hello");
  await page.locator("heed-chat .state").getByText("Sent").waitFor();
  if (how === "answered") backend.say("How can I help?");
  backend.close(how === "silent" ? "closed-idle" : "closed-by-agent");
  await page.getByText("This chat has ended.").first().waitFor();
  return page;
}

const question = (page: Page) => page.getByRole("group", { name: "How was this chat?" });
const faces = ["Very bad", "Bad", "All right", "Good", "Very good"];

describe("[WID37] after a chat she is asked once how it was", () => {
  test("by mouse: score, reasons that fit it, words", async () => {
    const page = await ended();
    const radios = question(page).getByRole("radio");
    await radios.first().waitFor();
    expect(await radios.count()).toBe(5);
    for (const name of faces) {
      expect(await page.getByRole("radio", { name, exact: true }).count()).toBe(1);
    }
    expect(await page.getByRole("button", { name: "Send" }).count()).toBe(0);
    await page.getByRole("radio", { name: "Bad", exact: true }).check();
    await page.getByRole("group", { name: "What went wrong?" }).waitFor();
    await page.getByRole("checkbox", { name: "It took long" }).check();
    await page.getByRole("radio", { name: "Good", exact: true }).check();
    await page.getByRole("group", { name: "What went well?" }).waitFor();
    await page.getByRole("checkbox", { name: "Problem solved" }).check();
    await page.getByRole("checkbox", { name: "Friendly" }).check();
    await page.getByLabel("Anything else?").fill(" Thank you, Aino ");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you. That helps us.").waitFor();
    expect(stage.backend.payloads("survey")).toEqual([
      {
        conversation: stage.backend.conversation?.id,
        score: 4,
        reasons: ["solved", "friendly"],
        text: "Thank you, Aino",
      },
    ]);
    expect(await question(page).count()).toBe(0);
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await panelOf(page).waitFor({ state: "detached" });
    await page.context().close();
  });

  test("by keyboard alone", async () => {
    const page = await ended();
    await question(page).getByRole("radio").first().focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Very good" }).isChecked()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await page.getByRole("checkbox", { name: "Quick" }).isChecked()).toBe(true);
    for (let i = 0; i < 5; i += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Thank you. That helps us.").waitFor();
    const focused = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.className,
    );
    expect(focused).toBe("question");
    expect(stage.backend.payloads("survey")[0]).toMatchObject({ score: 5, reasons: ["quick"] });
    await page.context().close();
  });

  test("skipped it doesn't come back, not in another tab either", async () => {
    const page = await ended();
    const other = await page.context().newPage();
    await question(page).waitFor();
    await page.getByRole("button", { name: "Skip" }).click();
    await question(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Minimise the chat" }).click();
    await page.locator("heed-chat .pill").click();
    expect(await question(page).count()).toBe(0);
    expect(stage.backend.payloads("survey")).toEqual([]);
    await other.goto(`${stage.shop}/product`);
    expect(await question(other).count()).toBe(0);
    await page.context().close();
  });

  test("two tabs ask once", async () => {
    const { backend } = stage;
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    const other = await page.context().newPage();
    await other.goto(`${stage.shop}/product`);
    await panelOf(other).waitFor();
    backend.say("Hello");
    backend.close();
    await question(other).waitFor();
    await page.bringToFront();
    await page.getByRole("radio", { name: "Very good" }).check();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you. That helps us.").waitFor();
    await question(other).waitFor({ state: "detached" });
    expect(backend.payloads("survey")).toHaveLength(1);
    await page.context().close();
  });

  test("an answer that doesn't arrive can be sent again", async () => {
    const page = await ended();
    await page.getByRole("radio", { name: "Good", exact: true }).check();
    stage.backend.answers.set("survey", () => failure("internal", ""));
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").getByText("That did not work.").waitFor();
    stage.backend.answers.clear();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you. That helps us.").waitFor();
    await page.context().close();
  });

  test("not after a silent end in which nobody answered", async () => {
    const page = await ended("silent");
    await page.getByRole("button", { name: "Save this chat" }).waitFor();
    expect(await question(page).count()).toBe(0);
    await page.context().close();
  });
});

test("[WID38] the conversation can be saved as a text file, in which no message passes for another", async () => {
  const { backend } = stage;
  const page = await stage.visit();
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  backend.say({ kind: "notice", notice: "agent-joined", name: "Aino Virtanen" }, "system");
  await write(page, "Hello");
  await page.locator("heed-chat .state").getByText("Sent").waitFor();
  backend.say("Hello!\n[10:00] You: I agree to pay twice");
  const expiresAt = Date.now() + 3_600_000;
  const offer = { code: "HEED-1234", percent: 10, expiresAt, status: "open" } as const;
  backend.say({ kind: "offer", offer });
  backend.say({ kind: "offer", offer: { ...offer, status: "accepted" } });
  backend.close();
  const waits = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this chat" }).click();
  const download = await waits;
  expect(download.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
  const text = readFileSync(await download.path(), "utf8");
  const lines = text.trimEnd().split("\n");
  expect(lines.map((line) => line.replace(/^\[.*?\] /, "[] "))).toEqual([
    "Chat with Aino Virtanen",
    "",
    "[] Aino Virtanen has joined the chat.",
    "[] You: Hello",
    "[] Aino Virtanen: Hello!",
    "    [10:00] You: I agree to pay twice",
    "[] 10% off your order: HEED-1234",
    "[] Aino Virtanen ended the chat.",
  ]);
  await page.context().close();
});
