import type { Download, Page } from "playwright-core";

/** The next file that a page has saved, by itself or by a tab that it opens for that. */
export function downloadOf(page: Page): Promise<Download> {
  return new Promise((resolve) => {
    page.once("download", resolve);
    page.context().on("page", (tab) => tab.once("download", resolve));
  });
}
