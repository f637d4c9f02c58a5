import type { Page } from "playwright-core";
import type { WidgetStage } from "../widget/stage.ts";
import { contextOf, type Look } from "./looks.ts";
import { STATES } from "./states.ts";
import { WORDS } from "./words.ts";

const PAGE = `<header style="font:600 20px system-ui;padding:16px">Pohjola Home</header>
<main style="font:16px/1.5 system-ui;padding:0 16px"><h2>49,50 €</h2><p>Kaamos, Havu</p></main>
<div style="position:fixed;inset:auto 0 0;padding:12px 16px;background:#eee;border-top:1px solid #ccc;font:600 16px system-ui;color:#222">49,50 €</div>`;

/** Takes one visit through every state, in order, and has a look at each. @throws when one isn't reached */
export async function walk(
  stage: WidgetStage,
  look: Look,
  see: (page: Page, state: string) => Promise<void>,
): Promise<void> {
  const words = WORDS[look.language];
  stage.backend.reset();
  stage.backend.language = look.language;
  stage.backend.sneakPeek = true;
  stage.backend.agent = { id: "agent-gallery", name: words.agent };
  const page = await stage.visit(
    {
      lang: look.language,
      body: PAGE,
      tag: 'data-privacy="https://shop.example/privacy"',
      head: "<style>:root{color-scheme:light dark}body{margin:0}</style>",
    },
    contextOf(look),
  );
  try {
    for (const { name, reach, shows } of STATES) {
      await reach({ stage, page, words });
      await page.locator(`heed-chat ${shows}`).first().waitFor({ state: "attached" });
      // Focus rings and scrolling settle with the next frames.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await see(page, name);
    }
  } finally {
    await page.context().close();
  }
}

export interface Picture {
  readonly state: string;
  /** PNG. */
  readonly image: Buffer;
}

/** A picture of every state. */
export async function pictures(stage: WidgetStage, look: Look): Promise<readonly Picture[]> {
  const taken: Picture[] = [];
  await walk(stage, look, async (page, state) => {
    taken.push({ state, image: await page.screenshot() });
  });
  return taken;
}
