import type { Browser, BrowserContext, Page } from "playwright-core";

/** Opens the console and signs in as a demo agent. */
export async function signIn(browser: Browser, consoleUrl: string, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(consoleUrl);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>("header select")?.value === "online",
  );
  return page;
}

/** A shopper's browser, in her language. */
export function shopper(browser: Browser, locale: string): Promise<BrowserContext> {
  return browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
}
