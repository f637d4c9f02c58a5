import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FileCard } from "../../../functions/contract/file.ts";
import { failure } from "../../../functions/contract/result.ts";
import { fileAnswers } from "../../files/backend.ts";
import { startBucket, type TestBucket } from "../../files/bucket.ts";
import { PDF, PNG, text } from "../../files/samples.ts";
import { bringFile } from "../bring-file.ts";
import { downloadOf } from "../download.ts";
import { faults, overflows } from "./axe.ts";
import { AINO } from "./back-office.ts";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

const MINUTE = 60_000;
let stage: ConsoleStage;
let bucket: TestBucket;
let page: Page;
let id: string;

beforeAll(async () => {
  stage = await openConsoleStage();
  bucket = await startBucket({
    spec: {
      cors: [
        { origins: [stage.origin], methods: ["PUT"], headers: ["content-type", "if-none-match"] },
      ],
    },
  });
  stage.files = bucket.origin;
});
afterAll(async () => {
  await stage.close();
  await bucket.close();
});
beforeEach(async () => {
  const { office } = stage;
  office.reset();
  const self = { kind: "agent", ...AINO } as const;
  const served = fileAnswers(
    bucket,
    self,
    ({ conversation }) => office.known.get(String(conversation))?.model,
  );
  for (const [event, answer] of Object.entries(served)) office.answers.set(event, answer);
  id = office.open({}, 60_000);
  page = await online(await stage.open());
  await page.locator("#message").waitFor();
  return () => page.context().close();
});

const sent = () =>
  (stage.office.known.get(id)?.model.messages ?? []).flatMap(({ body }) =>
    body.kind === "file" ? [body.file] : [],
  );
const fault = () => page.locator(".uploads").getByRole("alert");
const log = () => page.getByRole("log");
const line = (name: string) => log().locator(".file").filter({ hasText: name });

async function choose(name: string, body: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach image or PDF" }).press("Enter");
  await (await chooser).setFiles({ name, mimeType: "", buffer: Buffer.from(body) });
}

/** A file of the shopper's. */
async function receive(name: string, body: Uint8Array, type: FileCard["type"]): Promise<void> {
  const { files, world, put } = bucket;
  const file = { id: `file-${crypto.randomUUID()}`, name, type, bytes: body.length };
  await put(files.upload(`files/${file.id}`, file, world.now + MINUTE), body);
  stage.office.put(id, { kind: "file", file }, { kind: "shopper" });
}

test("[FIL30] an agent attaches by keyboard, paste and drop; each goes out in order and stands in the transcript", async () => {
  await choose("takuu.pdf", PDF);
  await line("takuu.pdf").waitFor();
  await page.locator("#message").fill("The warranty.");
  await page.locator("#message").press("Enter");
  await bringFile(page.locator("#message"), "paste", "shot.png", PNG);
  await line("shot.png").getByRole("img", { name: "shot.png" }).waitFor();
  await bringFile(page.locator("#message"), "drop", "dropped.png", PNG);
  await line("dropped.png").waitFor();
  expect(sent().map(({ name }) => name)).toEqual(["takuu.pdf", "shot.png", "dropped.png"]);
  expect(await line("takuu.pdf").innerText()).toMatch(/PDF · 1 kB/);
  expect(await page.getByRole("list", { name: "Files on their way" }).count()).toBe(0);
});

describe("[FIL31] what can't be sent, or does not get through, is said with what to do", () => {
  test.each([
    ["big.png", new Uint8Array(10 * 1024 * 1024 + 1), "10 MB is the limit"],
    ["a.png", text("<!doctype html><script>alert(1)</script>"), "Only images"],
  ])("%s before anything leaves", async (name, body, words) => {
    await choose(name, body);
    await fault().getByText(words).waitFor();
    await page.getByRole("button", { name: `Put away ${name}` }).click();
    await fault().waitFor({ state: "detached" });
    expect(stage.office.of("file:start")).toEqual([]);
  });

  test("a broken connection to the bucket, then again; another chat in between changes nothing", async () => {
    let broken = true;
    await page.route(`${bucket.origin}/**`, (route) => (broken ? route.abort() : route.continue()));
    await choose("kuva.png", PNG);
    await fault().getByText("Check the connection").waitFor();
    const other = stage.office.open({ language: "sv" });
    stage.office.wire.cut();
    await page.getByRole("button", { name: /Swedish/ }).click();
    await fault().waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Finnish/ }).click();
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await line("kuva.png").waitFor();
    expect(sent()).toHaveLength(1);
    expect(stage.office.known.get(other)?.model.messages).toHaveLength(1);
  });

  test("one that the service refuses in the end names the reason", async () => {
    stage.office.answers.set("file:send", () => failure("bad_file", "no"));
    await choose("kuva.png", PNG);
    await log().getByText("choose it again").waitFor();
    await log().getByRole("button", { name: "Discard" }).click();
    await log().getByText("kuva.png").waitFor({ state: "detached" });
  });
});

describe("[FIL32] a shopper's file", () => {
  test("is shown, named in the list of chats, found by its name, and saved under it", async () => {
    await receive("lasku ä.pdf", PDF, "application/pdf");
    await receive("vika.png", PNG, "image/png");
    await line("vika.png").getByRole("img", { name: "vika.png" }).waitFor();
    await page.getByRole("button", { name: /Finnish.*vika\.png/s }).waitFor();
    const download = downloadOf(page);
    await page.getByRole("button", { name: "Save lasku ä.pdf" }).click();
    expect((await download).suggestedFilename()).toBe("lasku ä.pdf");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.locator("input[type=search]").fill("lasku");
    await log().locator("mark").getByText("lasku").waitFor();
    expect(await line("vika.png").count()).toBe(0);
  });

  test("with a hostile name is text", async () => {
    const name = "<img src=x onerror=alert(1)>.png";
    await receive(name, PNG, "image/png");
    await line(name).getByRole("img", { name }).waitFor();
    expect(await page.locator("img[src='x']").count()).toBe(0);
  });

  test("that can't be had says so", async () => {
    await receive("vika.png", PNG, "image/png");
    await line("vika.png").waitFor();
    stage.office.answers.set("file:open", () => failure("internal", "no"));
    await page.getByRole("button", { name: "Save vika.png" }).click();
    await line("vika.png").getByText("can't be had").waitFor();
  });
});

test.each(["light", "dark"] as const)(
  "[FIL33] axe finds no fault, %s, from 320 px on",
  async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await receive("vika.png", PNG, "image/png");
    await line("vika.png").getByRole("img").waitFor();
    await choose(`${"name".repeat(40)}.svg`, text("<svg />"));
    await fault().waitFor();
    stage.office.answers.set("file:start", () => "silence");
    await choose("held.png", PNG);
    await page.getByRole("progressbar", { name: "Sending held.png" }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await faults(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
  },
);
