/**
 * `npm run demo`: the whole story on a stage in memory, in real browsers: hesitation, invitation in Finnish, chat, discount, redeemed at the checkout, close; then an error page and an
 * invitation in Russian. Prints a timeline, leaves screenshots, and exits with 1 when a step is missing.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { findChromium, launchChromium } from "../browser/chromium.ts";
import { commandLine, refuse } from "../command-line.ts";
import synthesize from "../stage/synthesize.ts";
import { shopper, signIn } from "./people.ts";
import { startDemo } from "./stage.ts";

const SHOTS = ".heed/demo";
const STEP_MS = 30_000;

const from = performance.now();
let shots = 0;

/** A line of the timeline. */
function tell(what: string): void {
  const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(6);
  console.log(`${seconds} s  ${what}`);
}

async function shoot(page: Page, name: string): Promise<void> {
  const file = join(SHOTS, `${String(++shots).padStart(2, "0")}-${name}.png`);
  await page.screenshot({ path: file });
}

async function finnishStory(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  demo: Awaited<ReturnType<typeof startDemo>>,
): Promise<void> {
  const consoleUrl = demo.heed.stage.outputs.ConsoleUrl ?? "";
  const aino = await signIn(browser, consoleUrl, "Aino");
  tell("Aino signed in and is online");
  await shoot(aino, "console-quiet");

  const context = await shopper(browser, "fi-FI");
  const shop = await context.newPage();
  await shop.goto(`${demo.shop.url}/fi/product/laavu-tarp`);
  await shop.locator("form:has(button.main) button.main").first().click();
  await shop.goto(`${demo.shop.url}/fi/cart`);
  tell("a Finnish shopper has put a tarp into her cart and hesitates");
  const invitation = shop.locator(".invitation");
  await invitation.waitFor({ timeout: STEP_MS });
  const text = await invitation.locator(".invitation-text").textContent();
  tell(
    `invited in Finnish by ${await invitation.locator(".invitation-name").textContent()}: “${text}”`,
  );
  await shoot(shop, "invitation-finnish");

  await invitation.getByRole("button").first().click();
  await aino.getByRole("button", { name: /^Accept/ }).click({ timeout: STEP_MS });
  tell("she accepted; it rang at Aino, who answered");
  await shoot(aino, "console-conversation");

  const said = "Hei! Kestääkö tämä kovan sateen?";
  const field = shop.locator("textarea");
  await field.fill(said);
  await field.press("Enter");
  await aino.getByRole("log").getByText(said).waitFor({ timeout: STEP_MS });
  await aino.getByLabel("Message", { exact: true }).fill("Kestää hyvin: vesipilari on 3000 mm.");
  await aino.getByRole("button", { name: "Send" }).click();
  await shop.getByText("Kestää hyvin").waitFor({ timeout: STEP_MS });
  tell("a question and its answer, both ways");

  await aino.getByRole("button", { name: /^10 % off/ }).click();
  const code = (
    await shop.locator(".offer code").first().textContent({ timeout: STEP_MS })
  )?.trim();
  if (!code) throw new Error("the offer has no code");
  tell(`Aino offered 10 %: ${code}`);
  await shoot(shop, "chat-with-offer");
  await shoot(aino, "console-with-offer");
  await shop.locator(".offer button.primary").first().click();

  // She puts the chat aside to see her cart.
  await shop.locator("textarea").press("Escape");
  await shop.goto(`${demo.shop.url}/fi/cart`);
  await shop.locator("#code").fill(code);
  await shop.locator("form.code button").click();
  await shop.locator("form.code strong", { hasText: code }).waitFor({ timeout: STEP_MS });
  await shop.goto(`${demo.shop.url}/fi/checkout`);
  const fields = {
    email: "maija@example.com",
    name: "Maija Meikäläinen",
    street: "Mannerheimintie 1",
    postcode: "00100",
    city: "Helsinki",
    phone: "+358401234567",
  };
  for (const [id, value] of Object.entries(fields)) await shop.fill(`#${id}`, value);
  await shop.locator("form[name=checkout] button.main").click();
  await shop.fill("#number", "4242 4242 4242 4242");
  await shoot(shop, "payment-with-discount");
  await shop.locator("form[name=payment] button.main").click();
  await shop.waitForURL(/\/fi\/(order|thanks)/, { timeout: STEP_MS });
  await aino.getByRole("log").getByText("redeemed").waitFor({ timeout: STEP_MS });
  tell("the discount was redeemed at the checkout, and Aino sees it");
  await shoot(shop, "order");

  await aino.getByRole("button", { name: "Close chat" }).click();
  const ending = aino.getByRole("dialog", { name: "Close chat" });
  await ending.getByRole("button", { name: /^Close chat/ }).click();
  await aino.getByText("This conversation is closed.").waitFor({ timeout: STEP_MS });
  tell("Aino closed the chat");
  await shoot(aino, "console-closed");
  await context.close();
  await aino.context().close();
}

async function russianStory(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  demo: Awaited<ReturnType<typeof startDemo>>,
): Promise<void> {
  const olga = await signIn(browser, demo.heed.stage.outputs.ConsoleUrl ?? "", "Olga");
  tell("Olga signed in and is online");
  const context = await shopper(browser, "ru-RU");
  const shop = await context.newPage();
  await shop.goto(`${demo.shop.url}/ru/broken`);
  tell("a Russian-speaking shopper met an error page");
  const invitation = shop.locator(".invitation");
  await invitation.waitFor({ timeout: STEP_MS });
  const text = (await invitation.locator(".invitation-text").textContent()) ?? "";
  if (!/[а-яё]/i.test(text)) throw new Error(`the invitation is not in Russian: ${text}`);
  tell(
    `invited in Russian by ${await invitation.locator(".invitation-name").textContent()}: “${text}”`,
  );
  await shoot(shop, "invitation-russian");
  await context.close();
  await olga.context().close();
}

commandLine({ call: "npm run demo", options: {} });
await findChromium().catch(({ message }: Error) => refuse(message));
// The SDK's notice about Node's age is no part of the story.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
await rm(SHOTS, { recursive: true, force: true });
await mkdir(SHOTS, { recursive: true });
tell("building and synthesizing the stage");
await synthesize();
const demo = await startDemo({ "data-cart-dwell": "4" });
tell("the stage runs in memory");
const browser = await launchChromium();
try {
  await finnishStory(browser, demo);
  await russianStory(browser, demo);
  tell(`done; screenshots in ${SHOTS}/`);
} catch (error) {
  process.exitCode = 1;
  for (const [index, page] of browser
    .contexts()
    .flatMap((each) => each.pages())
    .entries()) {
    await page.screenshot({ path: join(SHOTS, `failed-${index}.png`) }).catch(() => {});
  }
  tell(`FAILED: ${error instanceof Error ? error.message : error}`);
} finally {
  await browser.close();
  await demo.close();
}
