import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import { GIF, PDF, PNG, text } from "../../files/samples.ts";
import { bringFile } from "../bring-file.ts";
import { choose, type FilesStage, faultOf, lineOf, openFilesStage } from "./files-stage.ts";
import { composerOf, until } from "./stage.ts";

let stage: FilesStage;
let page: Page;
beforeAll(async () => {
  stage = await openFilesStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  page = await stage.chat();
  return () => page.context().close();
});

describe("[FIL20] a shopper sends files", () => {
  test("chosen, pasted and dropped, in their order among her words; each is shown with its kind and size", async () => {
    await composerOf(page).fill("Here it is");
    await composerOf(page).press("Enter");
    await choose(page, { name: "kuva.png", body: PNG }, { name: "lasku.pdf", body: PDF });
    await lineOf(page, "lasku.pdf").waitFor();
    await bringFile(composerOf(page), "paste", "shot.gif", GIF);
    await lineOf(page, "shot.gif").waitFor();
    await bringFile(composerOf(page), "drop", "dropped.png", PNG);
    await lineOf(page, "dropped.png").waitFor();
    expect(stage.backend.conversation?.messages.map(({ body }) => body)).toMatchObject([
      { text: "Here it is" },
      { file: { name: "kuva.png", type: "image/png", bytes: PNG.length } },
      { file: { name: "lasku.pdf", type: "application/pdf" } },
      { file: { name: "shot.gif", type: "image/gif" } },
      { file: { name: "dropped.png" } },
    ]);
    expect(await lineOf(page, "lasku.pdf").innerText()).toMatch(/PDF · 1 kB/i);
    const picture = lineOf(page, "kuva.png").getByRole("img", { name: "kuva.png" });
    await picture.waitFor();
    await until(() => stage.backend.payloads("file:open").length >= 3);
    expect(await lineOf(page, "lasku.pdf").getByRole("img").count()).toBe(0);
    expect(await page.locator("heed-chat .upload").count()).toBe(0);
    expect(await page.locator("heed-chat .state.sent").count()).toBe(1);
  });

  test("one that is a picture of another type than its name says goes out as what it is", async () => {
    await choose(page, { name: "photo.jpg", body: PNG });
    await lineOf(page, "photo.jpg.png").waitFor();
    expect(stage.sent()).toMatchObject([{ type: "image/png", name: "photo.jpg.png" }]);
  });
});

describe("[FIL21] what can't be sent is said before anything leaves", () => {
  test.each([
    ["too large", "big.png", new Uint8Array(10 * 1024 * 1024 + 1), "too large. The limit is 10 MB"],
    ["SVG", "a.svg", text('<svg xmlns="http://www.w3.org/2000/svg" />'), "Only images and PDFs"],
    ["HTML by a picture's name", "a.png", text("<!doctype html><p>a</p>"), "Only images and PDFs"],
    ["nothing in it", "a.png", new Uint8Array(), "Only images and PDFs"],
  ])("%s", async (_, name, body, words) => {
    await choose(page, { name, body });
    await faultOf(page).getByText(words).waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await faultOf(page).waitFor({ state: "detached" });
    expect(stage.backend.payloads("file:start")).toEqual([]);
  });
});

describe("[FIL22] what does not get through is said with what to do", () => {
  test("too many at once; then it is tried again and sent once", async () => {
    const { backend } = stage;
    const allow = backend.answers.get("file:start");
    backend.answers.set("file:start", () => failure("slow_down", "wait"));
    await choose(page, { name: "kuva.png", body: PNG });
    await faultOf(page).getByText("Try again in a minute").waitFor();
    if (allow) backend.answers.set("file:start", allow);
    await page.getByRole("button", { name: "Try again" }).click();
    await lineOf(page, "kuva.png").waitFor();
    expect(stage.sent()).toHaveLength(1);
  });

  test("a bucket that can't be reached", async () => {
    let broken = true;
    await page.route(`${stage.bucket.origin}/**`, (route) =>
      broken ? route.abort() : route.continue(),
    );
    await choose(page, { name: "kuva.png", body: PNG });
    await faultOf(page).getByText("Check your connection").waitFor();
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await lineOf(page, "kuva.png").waitFor();
    expect(stage.sent()).toHaveLength(1);
  });

  test("one that she cancels is not sent, and what comes after it is", async () => {
    let held = () => {};
    await page.route(`${stage.bucket.origin}/**`, async (route) => {
      if (route.request().method() !== "PUT") return route.continue();
      await new Promise<void>((resolve) => {
        held = resolve;
      });
      await route.continue().catch(() => {});
    });
    await choose(page, { name: "kuva.png", body: PNG });
    await page.getByRole("progressbar", { name: "Sending kuva.png" }).waitFor();
    await until(() => stage.backend.payloads("file:start").length === 1);
    await page.getByRole("button", { name: "Cancel kuva.png" }).click();
    held();
    await page.unroute(`${stage.bucket.origin}/**`);
    await choose(page, { name: "other.gif", body: GIF });
    await lineOf(page, "other.gif").waitFor();
    expect(stage.sent().map(({ name }) => name)).toEqual(["other.gif"]);
  });
});
