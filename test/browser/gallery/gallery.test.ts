import { afterAll, beforeAll, expect, test } from "vitest";
import { openWidgetStage, type WidgetStage } from "../widget/stage.ts";
import { LOOKS, nameOf } from "./looks.ts";
import { contactSheet, indexPage, PHONE } from "./sheet.ts";
import { STATES } from "./states.ts";
import { pictures } from "./walk.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());

test("[GAL1] a visit reaches every state of the chat, and no two look the same", async () => {
  const taken = await pictures(stage, { language: "fi", scheme: "dark", device: "phone" });
  expect(taken.map(({ state }) => state)).toEqual(STATES.map(({ name }) => name));
  expect(new Set(taken.map(({ image }) => image.toString("base64"))).size).toBe(STATES.length);
});

test("[GAL2] there are two schemes, four languages and two devices, each with a sheet on the index once it is drawn", async () => {
  const names = LOOKS.map(nameOf);
  expect(new Set(names).size).toBe(16);
  const shown = (...files: string[]) =>
    [...indexPage(names, files).matchAll(/src="([^"]+)\.png"/g)].map(([, name]) => name);
  expect(shown(...names.map((name) => `${name}.png`))).toEqual(names);
  expect(shown("fi-dark-phone.png", "en-light-phone.png", "index.html", "old.png")).toEqual([
    "en-light-phone",
    "fi-dark-phone",
  ]);
  const image = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGN6OJQAAAABJRU5ErkJggg==",
    "base64",
  );
  const sheet = await contactSheet(stage.browser, "x", [{ state: "<waiting>", image }], PHONE);
  expect(sheet.subarray(1, 4).toString()).toBe("PNG");
  expect(stage.browser.contexts()).toEqual([]);
});
