import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "../../demo/people.ts";
import { type Client, type HeedStage, startHeed } from "../../stage/heed.ts";
import { launchChromium } from "../chromium.ts";

let heed: HeedStage;
let browser: Browser;

beforeAll(async () => {
  [heed, browser] = await Promise.all([startHeed(), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await heed?.close();
});

const desk = (name: string): Promise<Page> =>
  signIn(browser, heed.stage.outputs.ConsoleUrl ?? "", name);

/** A shopper who asks by herself, and the agent who accepts. */
async function chat(agent: Page): Promise<Client> {
  const shopper = await heed.shopper();
  await shopper.ask("chat:open", { language: "en" });
  await agent.getByRole("article").waitFor();
  await agent.keyboard.press("Alt+a");
  await agent.locator("#message:focus").waitFor();
  return shopper;
}

test("[CSL42] [CSL46] [CSL35] on the real stage: watch and whisper, a guest, a hand-over with its summary", async () => {
  const aino = await desk("Aino");
  const shopper = await chat(aino);
  const maria = await desk("Maria");
  await maria.keyboard.press("Alt+v");
  await maria.getByRole("button", { name: /^Watch and whisper/ }).click();
  await maria.getByText("You watch. The shopper does not see you. Aino answers.").waitFor();
  await aino.getByText("Watching: Maria").waitFor();
  await maria.fill("#note", "Offer delivery.");
  await maria.press("#note", "Enter");
  await aino.getByRole("log").getByText("Offer delivery.").waitFor();
  expect(await aino.getByRole("log").textContent()).toContain("Whisper from the supervisor");

  const olga = await desk("Olga");
  await aino.keyboard.press("Alt+i");
  await aino.getByRole("option", { name: /^Olga/ }).click();
  await olga.getByText("You are a guest here. Aino answers.").waitFor();
  await aino.getByText("Also here: Olga").waitFor();
  await olga.fill("#message", "I can help, too.");
  await olga.press("#message", "Enter");
  await shopper.hear(
    "message",
    ({ body }) => body.kind === "text" && body.text === "I can help, too.",
  );
  await olga.getByRole("button", { name: "Leave" }).click();
  await olga.getByText("All quiet").waitFor();

  await aino.keyboard.press("Alt+h");
  await aino.getByRole("option", { name: /^Olga/ }).click();
  await aino.getByRole("button", { name: /^Hand over: Olga/ }).click();
  await aino.getByText("All quiet").waitFor();
  await olga.getByRole("article").waitFor();
  await olga.keyboard.press("Alt+a");
  await olga.getByRole("log").getByText("- Olga: I can help, too.").waitFor();
  await olga.getByRole("region", { name: "Shopper" }).getByText("Why this agent").waitFor();
  await maria.getByText("Olga answers.").waitFor();
  for (const page of [aino, maria, olga]) await page.context().close();
}, 120_000);
