import type { BrowserContextOptions, Page } from "playwright-core";
import { AGENT_VIEWS, type View } from "../console/agent-views.ts";
import { type ConsoleStage, online } from "../console/stage.ts";
import { furnish, TEAM_VIEWS } from "../console/team-views.ts";
import type { Picture } from "./walk.ts";

/** One way in which the console may look. */
export interface DeskLook {
  readonly scheme: "light" | "dark";
  readonly device: "phone" | "desktop";
}

export const DESK_LOOKS: readonly DeskLook[] = (["light", "dark"] as const).flatMap((scheme) =>
  (["phone", "desktop"] as const).map((device) => ({ scheme, device })),
);

export const deskName = ({ scheme, device }: DeskLook): string => `console-${scheme}-${device}`;

const contextOf = ({ scheme, device }: DeskLook): BrowserContextOptions => ({
  colorScheme: scheme,
  reducedMotion: "reduce",
  viewport: device === "phone" ? { width: 390, height: 780 } : { width: 1440, height: 900 },
});

/** Every view of an agent's day, then of a supervisor's, in one look. */
export async function deskPictures(
  stage: ConsoleStage,
  look: DeskLook,
): Promise<readonly Picture[]> {
  const taken: Picture[] = [];
  const walk = async (views: readonly View[]) => {
    const page: Page = await online(await stage.open(contextOf(look)));
    for (const [state, show] of views) {
      await show(page, stage);
      taken.push({ state, image: await page.screenshot() });
    }
    await page.context().close();
  };
  stage.office.reset();
  await walk(AGENT_VIEWS);
  furnish(stage);
  await walk(TEAM_VIEWS);
  return taken;
}
