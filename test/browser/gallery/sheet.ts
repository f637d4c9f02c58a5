import type { Browser } from "playwright-core";
import type { Picture } from "./walk.ts";

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

const figure = ({ state, image }: Picture): string =>
  `<figure><figcaption>${escaped(state)}</figcaption><img alt="" src="data:image/png;base64,${image.toString("base64")}"></figure>`;

/** `width`: of a picture, in CSS px. */
export interface Grid {
  readonly width: number;
  readonly columns: number;
}
export const PHONE: Grid = { width: 270, columns: 6 };
export const PANEL: Grid = { width: 400, columns: 4 };
export const DESKTOP: Grid = { width: 720, columns: 3 };

/** All pictures of one look on one sheet. @returns PNG */
export async function contactSheet(
  browser: Browser,
  name: string,
  pictures: readonly Picture[],
  { width, columns }: Grid,
): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width: columns * (width + 12) + 24, height: 800 },
  });
  await page.setContent(
    `<style>body{margin:12px;background:#888;font:600 14px system-ui;display:flex;flex-wrap:wrap;gap:12px}
    h1{width:100%;margin:0;font-size:20px}figure{margin:0;width:${width}px}img{width:100%;display:block}</style>
    <h1>${escaped(name)}</h1>${pictures.map(figure).join("")}`,
  );
  const sheet = await page.screenshot({ fullPage: true });
  await page.close();
  return sheet;
}

/**
 * A page that shows every sheet that has been drawn, in the looks' own order.
 * @param files what lies beside the page
 */
export function indexPage(names: readonly string[], files: readonly string[]): string {
  const drawn = names.filter((name) => files.includes(`${name}.png`));
  const shown = drawn.map(
    (name) =>
      `<h2>${escaped(name)}</h2><a href="${name}.png"><img alt="${name}" src="${name}.png"></a>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Heed: every state</title>
<style>body{font:16px system-ui;margin:24px}img{max-width:100%}</style><h1>Every state of chat and console</h1>${shown.join("\n")}\n`;
}
