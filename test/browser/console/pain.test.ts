import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { faults, overflows } from "./axe.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

const opened = (options = {}) => openDesk({ ...options, role: "supervisor" });

const row = (more: object = {}) => ({
  day: "2026-11-21",
  language: "fi",
  signal: "payment-declined",
  page: "payment",
  reason: "card declined",
  outcome: "solved",
  currency: "EUR",
  chats: 3,
  cart: 240,
  orders: 1,
  bought: 72,
  score: 2.5,
  words: ["It did not take my card."],
  ...more,
});
const other = row({
  language: "sv",
  signal: "asked",
  page: "-",
  reason: "-",
  outcome: "gave-up",
  currency: "-",
  chats: 1,
  cart: 0,
  orders: 0,
  bought: 0,
  words: [],
});

function answerPain(): void {
  stage.http.answers.set("GET /api/pain-points", ({ path }) => {
    const query = new URLSearchParams(path.split("?")[1]);
    if (query.get("format") === "csv") return { body: "day,language\r\n2026-11-21,fi\r\n" };
    const language = query.get("language");
    const rows = [row(), other].filter((each) => !language || each.language === language);
    return { body: { from: query.get("from"), to: query.get("to"), rows, partial: false } };
  });
}

test("[PAI8] pain points are told in bars with the shoppers' words and a table behind, by days and language, by keyboard", async () => {
  answerPain();
  const desk = await opened();
  await desk.keyboard.press("Control+k");
  await desk.keyboard.type("pain");
  await desk.keyboard.press("Enter");
  const chart = desk.getByRole("img", {
    name: /^What hurts most: Payment declined, Payment, Card declined 3 chats, €240\.00 in carts; Asked 1 chat$/,
  });
  await chart.waitFor();
  await desk.getByText("It did not take my card.").waitFor();
  await desk.getByText("The figures in a table").focus();
  await desk.keyboard.press("Enter");
  await desk
    .getByRole("row", {
      name: "2026-11-21 Finnish Payment declined Payment Card declined Solved 3 €240.00 1 · €72.00 2.5",
    })
    .waitFor();
  await desk
    .getByRole("row", { name: /Swedish Asked not said not said Gave up 1 – 0 · – 2.5$/ })
    .waitFor();
  expect(await faults(desk)).toEqual([]);

  await desk.getByLabel("Language").selectOption({ label: "Swedish" });
  await desk.getByRole("img", { name: "What hurts most: Asked 1 chat" }).waitFor();
  await desk.getByText("Nobody wrote any.").waitFor();
  // The other language can still be chosen.
  expect(await desk.getByLabel("Language").locator("option").allTextContents()).toEqual([
    "all languages",
    "Finnish",
    "Swedish",
  ]);
  await desk.getByLabel("From").fill("2026-11-01");
  await expect
    .poll(() => stage.http.asked.at(-1)?.path)
    .toMatch(/from=2026-11-01&to=\d{4}-\d\d-\d\d&language=sv$/);
});

test("[PAI8] the same rows come as a file for a spreadsheet; what fails is said", async () => {
  answerPain();
  const desk = await opened();
  await desk.getByRole("button", { name: "Pain points" }).click();
  await desk.getByText("It did not take my card.").waitFor();
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^pain-points-from-\d{4}-\d\d-\d\d-to-.*\.csv$/);
  expect(await readFile(await download.path(), "utf8")).toBe(
    "\uFEFFday,language\r\n2026-11-21,fi\r\n",
  );
  expect(stage.http.asked.at(-1)?.bearer).toMatch(/^ey/);
  stage.http.answers.set("GET /api/pain-points", () => ({
    status: 400,
    body: { code: "bad_payload", message: "too many days" },
  }));
  await desk.getByRole("button", { name: "Download as CSV" }).click();
  await desk.getByRole("alert").getByText("too many days").waitFor();
});

test("[PAI8] on a narrow screen in the dark it has no fault that axe knows of, and nothing scrolls sideways", async () => {
  answerPain();
  const desk = await opened({ viewport: { width: 320, height: 640 }, colorScheme: "dark" });
  await desk.getByRole("button", { name: "Pain points" }).click();
  await desk.getByText("It did not take my card.").waitFor();
  await desk.getByText("The figures in a table").click();
  expect(await faults(desk)).toEqual([]);
  expect(await overflows(desk)).toBe(false);
});

test("[FUN3] the funnel is told in a picture and in words, of all rules or one, with rules or days in a table behind", async () => {
  const counts = { eligible: 200, heldOut: 20, invited: 150, accepted: 30, bought: 6 };
  const half = { eligible: 100, heldOut: 10, invited: 75, accepted: 15, bought: 3 };
  stage.http.answers.set("GET /api/funnel", () => ({
    body: {
      from: "a",
      to: "b",
      rules: [
        {
          rule: "exit-with-cart",
          ...counts,
          days: [
            { day: "2026-11-20", ...half },
            { day: "2026-11-21", ...half },
          ],
        },
        { rule: "error-page", ...half, days: [] },
      ],
      partial: false,
    },
  }));
  const desk = await opened();
  await desk.getByRole("button", { name: "Effect" }).click();
  const label = (all: string) =>
    desk.getByRole("img", { name: `Funnel: In a rule's moment ${all}` });
  await label(
    "300; Held out 30 (10 %); Invited 225 (75 %); Accepted 45 (20 %); Bought 9 (20 %)",
  ).waitFor();
  await desk.getByText("The funnel in a table").click();
  await desk.getByRole("row", { name: "Exit with cart 200 20 150 30 6" }).waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.getByRole("combobox", { name: "Rule" }).selectOption({ label: "Exit with cart" });
  await label(
    "200; Held out 20 (10 %); Invited 150 (75 %); Accepted 30 (20 %); Bought 6 (20 %)",
  ).waitFor();
  await desk.getByRole("row", { name: "2026-11-21 100 10 75 15 3" }).waitFor();
});
