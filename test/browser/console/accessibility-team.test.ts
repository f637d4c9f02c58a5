import { afterAll, beforeAll, expect, test } from "vitest";
import { faults, overflows } from "./axe.ts";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";
import { furnish, TEAM_VIEWS } from "./team-views.ts";

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

test.each([
  [1280, 800, "light"],
  [900, 700, "dark"],
  [320, 640, "light"],
  [3840, 2160, "dark"],
] as const)(
  "[CSL24] what belongs to colleagues and supervisors has at %i × %i in the %s no fault that axe knows of, and never scrolls sideways",
  async (width, height, colorScheme) => {
    furnish(stage);
    const page = await online(
      await stage.open({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" }),
    );
    for (const [name, show] of TEAM_VIEWS) {
      await show(page, stage);
      expect(await faults(page), name).toEqual([]);
      expect(await overflows(page), `${name} scrolls sideways`).toBe(false);
    }
    await page.context().close();
  },
  90_000,
);
