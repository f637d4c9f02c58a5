import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FileCard } from "../../../functions/contract/file.ts";
import { failure } from "../../../functions/contract/result.ts";
import { PDF, PNG, text } from "../../files/samples.ts";
import { downloadOf } from "../download.ts";
import { violations } from "./axe.ts";
import { choose, type FilesStage, faultOf, lineOf, openFilesStage, plusOf } from "./files-stage.ts";
import { composerOf, until } from "./stage.ts";

const MINUTE = 60_000;
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

describe("[FIL23] an emoji is chosen by the keyboard", () => {
  test("arrows, Home and End move, Enter puts it at the caret, Escape leads back to the words", async () => {
    await composerOf(page).fill("ab");
    await composerOf(page).press("ArrowLeft");
    await plusOf(page).press("Enter");
    await page.getByRole("button", { name: "Image or PDF" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const group = page.getByRole("group", { name: "Emoji", exact: true });
    await group.waitFor();
    const active = () => group.locator("button[tabindex='0']").innerText();
    for (const [key, emoji] of [
      ["ArrowRight", "😃"],
      ["ArrowDown", "🙃"],
      ["ArrowUp", "😃"],
      ["ArrowLeft", "😀"],
      ["ArrowLeft", "😀"],
      ["End", "🐟"],
      ["Home", "😀"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await active()).toBe(emoji);
    }
    await page.keyboard.press("Enter");
    expect(await composerOf(page).inputValue()).toBe("a😀b");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await composerOf(page).inputValue()).toBe("a😀😃b");
    await page.keyboard.press("Escape");
    await group.waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.locator("heed-chat .bubble").getByText("a😀😃b").waitFor();
  });

  test("on a page whose frames come late the menu is as the last press left it", async () => {
    await page.evaluate(() => {
      const { setTimeout, requestAnimationFrame } = window;
      const late = 300;
      window.requestAnimationFrame = (draw) =>
        setTimeout(() => requestAnimationFrame(draw), late) as unknown as number;
      const slow = (call: () => void, ms = 0) => setTimeout(call, ms + late);
      Object.assign(window, { setTimeout: slow });
    });
    await plusOf(page).click();
    const svg = { name: "a.svg", mimeType: "image/svg+xml", buffer: Buffer.from("no picture") };
    await page.locator("heed-chat .extras input").setInputFiles(svg);
    await faultOf(page).waitFor();
    await plusOf(page).click();
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await page.getByRole("group", { name: "Emoji", exact: true }).waitFor();
  });
});

describe("[FIL24] a file that came", () => {
  const card = (name: string, more: Partial<FileCard> = {}): FileCard => ({
    id: "file-of-the-agent",
    name,
    type: "image/png",
    bytes: PNG.length,
    ...more,
  });
  const lay = async (type: "image/png" | "application/pdf", body: Uint8Array) => {
    const { files, world, put } = stage.bucket;
    await files.remove("files/file-of-the-agent");
    const what = { type, bytes: body.length };
    await put(files.upload("files/file-of-the-agent", what, world.now + MINUTE), body);
  };

  test("is saved under its name, and the page stays where it is", async () => {
    await lay("application/pdf", PDF);
    stage.backend.say({
      kind: "file",
      file: card("takuu ä.pdf", { type: "application/pdf", bytes: PDF.length }),
    });
    const download = downloadOf(page);
    await page.getByRole("button", { name: "Save takuu ä.pdf" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("takuu ä.pdf");
    expect(new Uint8Array(readFileSync(await file.path()))).toEqual(PDF);
    expect(page.url()).toBe(`${stage.shop}/cart`);
  });

  test("whose picture can't be had is still there by name; a failure is said", async () => {
    await stage.bucket.files.remove("files/file-of-the-agent");
    stage.backend.say({ kind: "file", file: card("gone.png") });
    await lineOf(page, "gone.png").waitFor();
    await until(() => stage.backend.payloads("file:open").length === 1);
    await lineOf(page, "gone.png").getByRole("img").waitFor({ state: "detached" });
    stage.backend.answers.set("file:open", () => failure("internal", "no"));
    await page.getByRole("button", { name: "Save gone.png" }).click();
    await lineOf(page, "gone.png").getByText("That did not work").waitFor();
  });

  test("with a hostile name is text, in the line and in the saved transcript", async () => {
    const name = '"><img src=x onerror=alert(1)>.png';
    let alerted = false;
    page.on("dialog", () => {
      alerted = true;
    });
    await lay("image/png", PNG);
    stage.backend.say({ kind: "file", file: card(name) });
    await lineOf(page, name).getByRole("img", { name }).waitFor();
    expect(await page.locator("heed-chat .file img[src='x']").count()).toBe(0);
    stage.backend.close();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save this chat" }).click();
    const words = readFileSync(await (await saved).path(), "utf8");
    expect(words).toContain(`Aino Virtanen: ${name} (1 kB)`);
    expect(alerted).toBe(false);
  });
});

describe("[FIL25] axe finds no fault", () => {
  test.each(["light", "dark"] as const)(
    "%s: menu, emoji, a file on its way, faults, lines",
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await choose(page, { name: "kuva.png", body: PNG });
      await lineOf(page, "kuva.png").getByRole("img").waitFor();
      await choose(page, { name: "a.svg", body: text("<svg />") });
      await faultOf(page).waitFor();
      stage.backend.answers.set("file:start", () => "silence");
      await choose(page, { name: "held.png", body: PNG });
      await page.getByRole("progressbar", { name: "Sending held.png" }).waitFor();
      await plusOf(page).click();
      await page.getByRole("button", { name: "Emoji", exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Emoji", exact: true }).click();
      await page.getByRole("group", { name: "Emoji", exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );
});
