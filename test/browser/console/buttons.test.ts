import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

interface Look {
  readonly background: string;
  readonly ink: string;
}

const lookOf = (button: Locator): Promise<Look> =>
  button.evaluate((element) => {
    const { backgroundColor: background, color: ink } = getComputedStyle(element);
    return { background, ink };
  });

/** Contrast by WCAG 2.2, 1…21. */
function contrast({ background, ink }: Look): number {
  const [high = 0, low = 0] = [background, ink].map(luminance).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Send, the note's button, and an offer: each as it can be pressed and as it can't. */
async function looks(page: Page): Promise<readonly (readonly [on: Look, off: Look])[]> {
  const send = page.getByRole("button", { name: "Send" });
  const offer = page.getByRole("button", { name: /^10 % off/ });
  const note = page.getByRole("button", { name: "Add note" });
  await page.fill("#message", "Hei");
  const on = [await lookOf(send), await lookOf(offer)];
  await page.fill("#message", "");
  await offer.click();
  await page.getByText("This shopper has had today's offer").waitFor();
  const off = [await lookOf(send), await lookOf(offer)];
  await page.locator("#message").focus();
  await page.keyboard.press("Alt+n");
  await page.fill("#note", "Huom");
  on.push(await lookOf(note));
  await page.fill("#note", "");
  off.push(await lookOf(note));
  return on.map((each, index) => [each, off[index] ?? each]);
}

test.each([
  ["light", "none"],
  ["dark", "none"],
  ["light", "active"],
] as const)(
  "[CSL63] a button that can't be pressed looks so and stays readable: %s, forced colours %s",
  async (colorScheme, forcedColors) => {
    stage.office.open();
    const desk = await openDesk({ colorScheme, forcedColors });
    for (const [on, off] of await looks(desk)) {
      expect(off.ink).not.toBe(on.ink);
      if (forcedColors === "active") continue;
      expect(off.background).not.toBe(on.background);
      expect(contrast(off)).toBeGreaterThan(4.5);
    }
  },
);
