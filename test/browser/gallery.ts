import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { commandLine, refuse } from "../command-line.ts";
import { findChromium } from "./chromium.ts";
import { openConsoleStage } from "./console/stage.ts";
import { DESK_LOOKS, deskName, deskPictures } from "./gallery/desk.ts";
import { LOOKS, nameOf } from "./gallery/looks.ts";
import { contactSheet, DESKTOP, type Grid, indexPage, PANEL, PHONE } from "./gallery/sheet.ts";
import { type Picture, pictures } from "./gallery/walk.ts";
import { openWidgetStage } from "./widget/stage.ts";

/** Pictures of every state of the chat and of every view of the console in every look: `npm run gallery [part of a look's name]`. */
const folder = fileURLToPath(new URL("../../.heed/gallery", import.meta.url));
const { word: part = "" } = commandLine({
  call: "npm run gallery --",
  options: {},
  word: "part of a look's name",
});
const names = [...LOOKS.map(nameOf), ...DESK_LOOKS.map(deskName)];
const chats = LOOKS.filter((look) => nameOf(look).includes(part));
const desks = DESK_LOOKS.filter((look) => deskName(look).includes(part));
const all = chats.length + desks.length;
let done = 0;
if (all === 0) refuse(`gallery: no look has "${part}" in its name; there are ${names.join(", ")}`);
await findChromium().catch(({ message }: Error) => refuse(message));

async function sheet(
  browser: Browser,
  name: string,
  take: () => Promise<readonly Picture[]>,
  grid: Grid,
): Promise<void> {
  const from = Date.now();
  const taken = await take();
  await writeFile(join(folder, `${name}.png`), await contactSheet(browser, name, taken, grid));
  done += 1;
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  console.log(`${done}/${all} ${name}: ${taken.length} states, ${seconds} s`);
}

await mkdir(folder, { recursive: true });
if (chats.length > 0) {
  const stage = await openWidgetStage();
  try {
    for (const look of chats) {
      const grid = look.device === "phone" ? PHONE : PANEL;
      await sheet(stage.browser, nameOf(look), () => pictures(stage, look), grid);
    }
  } finally {
    await stage.close();
  }
}
if (desks.length > 0) {
  const stage = await openConsoleStage();
  try {
    for (const look of desks) {
      const grid = look.device === "phone" ? PHONE : DESKTOP;
      await sheet(stage.browser, deskName(look), () => deskPictures(stage, look), grid);
    }
  } finally {
    await stage.close();
  }
}
await writeFile(join(folder, "index.html"), indexPage(names, await readdir(folder)));
console.log(`gallery: ${join(folder, "index.html")}`);
