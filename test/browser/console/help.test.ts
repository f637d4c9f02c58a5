import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

let stage: ConsoleStage;
let page: Page;
let id = "";

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await page?.context().close();
  stage.office.reset();
  id = stage.office.open();
  page = await online(await stage.open());
  await page.locator("#message:focus").waitFor();
});

const field = "#message";
const text = () => page.inputValue(field);
const sent = () => stage.office.of("message:send").map(({ text: words }) => words);

/** Waits for the files of help in writing. */
const helped = () => page.getByText("May be offered").waitFor();

test("[CSL11] a slash brings the canned replies of the shopper's language; Enter puts one in with its values", async () => {
  await helped();
  await page.keyboard.type("/korisi");
  const list = page.getByRole("listbox", { name: "Canned replies" });
  await list.getByText("Ostoskori säilyy").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(text).toMatch(/Ostoskorisi summa on 79,00\s€/);
  expect(sent()).toEqual([]);
  expect(await list.count()).toBe(0);
});

test("[CSL11] arrows choose, Escape puts the list away, and a slash within words is none", async () => {
  await helped();
  await page.keyboard.type("/");
  const options = page.locator(".picker [role=option]");
  await expect.poll(() => options.count()).toBe(16);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await page.locator(".picker [aria-selected=true]").textContent()).toContain("Hetkinen");
  await page.keyboard.press("Escape");
  await expect.poll(() => options.count()).toBe(0);
  await page.fill(field, "");
  await page.keyboard.type("ja/tai");
  expect(await options.count()).toBe(0);
});

test("[CSL16] a variable without a value can't be sent; it is named and selected to be written over", async () => {
  await helped();
  await page.keyboard.type("/tilaus");
  await page.locator(".picker [role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(text).toContain("{{order.id}}");
  await page.keyboard.press("Enter");
  await page.getByText("Fill in first: order.id").waitFor();
  expect(sent()).toEqual([]);
  await expect
    .poll(() => page.evaluate(() => String(document.getSelection() ?? "")))
    .toBe("{{order.id}}");
  await page.keyboard.type("A-17");
  await page.keyboard.press("Enter");
  await expect.poll(sent).toEqual(["Tilauksesi A-17 on edessäni. Mitä haluaisit tietää?"]);
});

test("[CSL13] what may hurt is shown once with a suggestion; Enter again sends, and the check can be switched off", async () => {
  await helped();
  await page.keyboard.type("Sinun täytyy odottaa.");
  await page.keyboard.press("Enter");
  await page.getByText("How it may sound").waitFor();
  expect(sent()).toEqual([]);
  await page.getByRole("button", { name: "Write “Voisitko”" }).click();
  await expect.poll(text).toBe("Voisitko odottaa.");
  await expect.poll(() => page.getByText("How it may sound").count()).toBe(0);
  await page.keyboard.press("Enter");
  await expect.poll(sent).toEqual(["Voisitko odottaa."]);

  await page.fill(field, "Rauhoitu nyt.");
  await page.keyboard.press("Enter");
  await page.getByText("How it may sound").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => sent().length).toBe(2);

  await page.fill(field, "Rauhoitu taas.");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Don't check the tone" }).click();
  await page.press(field, "Enter");
  await page.fill(field, "Sinun vikasi.");
  await page.press(field, "Enter");
  await expect.poll(() => sent().length).toBe(4);
});

test("[CSL12] the guide of the rule says what to do in English and gives words in the shopper's language", async () => {
  await helped();
  await page.getByRole("button", { name: "Use the opening" }).click();
  await expect.poll(text).toContain("Haluaisitko tietää jotain ostoskorin tuotteista");
  await page.keyboard.press("Alt+g");
  await expect.poll(() => page.getByText("May be offered").isVisible()).toBe(false);
});

test("[CSL17] an offer names its price, goes out once per press, and suggests the words that belong to it", async () => {
  await helped();
  await page.getByRole("button", { name: "10 % off (€7.90)" }).click();
  await page.getByText("Words that go with it").waitFor();
  expect(stage.office.of("offer:propose")).toMatchObject([{ conversation: id, percent: 10 }]);
  await page.locator(".suggestion").getByRole("button", { name: "Use" }).click();
  await expect.poll(text).toContain("alennuksen tähän tilaukseen");
  expect(await page.locator(".suggestion").count()).toBe(0);
  stage.office.open({ name: "Maija", reason: { rule: "error-page", values: {} } });
  stage.office.wire.cut();
  await page.getByRole("button", { name: /^Maija/ }).click();
  await page.getByRole("button", { name: "10 % off (€7.90)" }).click();
  await page.locator(".suggestion").getByText("Pahoittelun merkiksi").waitFor();
});

test("[CSL61] whoever has had today's offer gets no second one: the buttons say so, and nothing is asked for first", async () => {
  await helped();
  await page.getByRole("button", { name: "10 % off (€7.90)" }).click();
  const offers = page.locator(".offers");
  await offers.getByText("This shopper has had today's offer: 10 %.").waitFor();
  const more = page.getByRole("button", { name: /^Ask for 20 %/ });
  expect(await more.getAttribute("aria-disabled")).toBe("true");
  await more.focus();
  await page.keyboard.press("Enter");
  expect(await page.getByLabel("Why, for the supervisor").count()).toBe(0);
  expect(stage.office.of("offer:propose")).toHaveLength(1);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).fill("Ask for 20");
  await page.getByText("Nothing of that name.").waitFor();
});

test("[CSL61] a refusal stands beside the buttons, also of what was asked for by a command while a note is written", async () => {
  stage.office.answers.set("offer:propose", () => ({
    ok: false,
    code: "refused",
    message: "you are not online, or all your slots are in use",
  }));
  await page.keyboard.press("Alt+n");
  await page.locator("#note:focus").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).fill("Offer 10");
  await page.keyboard.press("Enter");
  const told = page.locator(".offers").getByRole("alert");
  await told.getByText("You are not online, or all your slots are in use.").waitFor();
  expect(await page.locator("header .state").textContent()).toBe("");
  stage.office.answers.clear();
  await page.getByRole("button", { name: /^5 % off/ }).click();
  await told.waitFor({ state: "detached" });
});

test("[CSL17] without a cart there is nothing to offer; a refusal is told", async () => {
  stage.office.answers.set("offer:propose", () => ({
    ok: false,
    code: "refused",
    message: "this shopper has had today's offer",
  }));
  await page.getByRole("button", { name: /^5 % off/ }).click();
  await page.getByText("This shopper has had today's offer.").waitFor();
  const context = { ...stage.office.known.get(id)?.context, cart: undefined };
  stage.office.wire.emit("context", { conversation: id, context });
  await expect.poll(() => page.getByRole("button", { name: /% off/ }).count()).toBe(0);
});
