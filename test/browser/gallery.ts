import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LOOKS, nameOf } from "./gallery/looks.ts";
import { contactSheet, indexPage } from "./gallery/sheet.ts";
import { pictures } from "./gallery/walk.ts";
import { openWidgetStage } from "./widget/stage.ts";

/** Pictures of every state of the chat in every look: `npm run gallery [part of a look's name]`. */
const folder = fileURLToPath(new URL("../../.heed/gallery", import.meta.url));
const wanted = LOOKS.filter((look) => nameOf(look).includes(process.argv[2] ?? ""));

await mkdir(folder, { recursive: true });
const stage = await openWidgetStage();
try {
  for (const [at, look] of wanted.entries()) {
    const from = Date.now();
    const taken = await pictures(stage, look);
    const name = nameOf(look);
    await writeFile(join(folder, `${name}.png`), await contactSheet(stage.browser, look, taken));
    const seconds = ((Date.now() - from) / 1000).toFixed(1);
    console.log(`${at + 1}/${wanted.length} ${name}: ${taken.length} states, ${seconds} s`);
  }
  await writeFile(join(folder, "index.html"), indexPage(LOOKS.map(nameOf)));
  console.log(`gallery: ${join(folder, "index.html")}`);
} finally {
  await stage.close();
}
