import type { Locator, Page } from "playwright-core";
import type { FileCard } from "../../../functions/contract/file.ts";
import { fileAnswers } from "../../files/backend.ts";
import { startBucket, type TestBucket } from "../../files/bucket.ts";
import { heed, openWidgetStage, type WidgetStage } from "./stage.ts";

export interface FilesStage extends Pick<WidgetStage, "backend" | "shop" | "close"> {
  readonly bucket: TestBucket;
  /** A page with an open chat; what an earlier test did is forgotten. */
  chat(): Promise<Page>;
  /** What the shopper has sent. */
  sent(): readonly FileCard[];
}

/** The chat on a shop's page, with a fake back end and a real bucket. */
export async function openFilesStage(): Promise<FilesStage> {
  const stage = await openWidgetStage();
  const { backend, shop } = stage;
  const bucket = await startBucket({
    spec: {
      cors: [{ origins: [shop], methods: ["PUT"], headers: ["content-type", "if-none-match"] }],
    },
  });
  return {
    backend,
    shop,
    bucket,
    async chat() {
      backend.reset();
      const served = fileAnswers(bucket, { kind: "shopper" }, () => backend.conversation);
      for (const [event, answer] of Object.entries(served)) backend.answers.set(event, answer);
      const page = await stage.visit();
      await heed(page, "open");
      await page.locator("heed-chat .here").waitFor();
      return page;
    },
    sent: () =>
      (backend.conversation?.messages ?? []).flatMap(({ body }) =>
        body.kind === "file" ? [body.file] : [],
      ),
    async close() {
      await stage.close();
      await bucket.close();
    },
  };
}

export const plusOf = (page: Page): Locator =>
  page.getByRole("button", { name: "Add a file or an emoji" });
export const lineOf = (page: Page, name: string): Locator =>
  page.locator("heed-chat .file").filter({ hasText: name });
export const faultOf = (page: Page): Locator => page.locator("heed-chat .upload .file-fault");

/** Chooses files from the device. */
export async function choose(
  page: Page,
  ...files: readonly { readonly name: string; readonly body: Uint8Array }[]
): Promise<void> {
  await plusOf(page).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image or PDF" }).click();
  await (await chooser).setFiles(
    files.map(({ name, body }) => ({ name, mimeType: "", buffer: Buffer.from(body) })),
  );
}
