import { access, constants } from "node:fs/promises";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Where systems put the browser, Debian's first. `CHROMIUM` names another one. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const ADVICE =
  "No Chromium found for the browser tests. Install one (Debian and Ubuntu: `apt-get install chromium`), or name one in the variable CHROMIUM.";

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

interface Packaged {
  readonly path: string;
  readonly args: readonly string[];
}

/** The browser that the package `@sparticuz/chromium` brings along, which runs on Linux without any installation. */
async function packaged(): Promise<Packaged | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const { default: bundled } = await import("@sparticuz/chromium");
  const path = await bundled.executablePath().catch(() => undefined);
  return path ? { path, args: bundled.args } : undefined;
}

/**
 * Finds a Chromium: the one named in `CHROMIUM`, an installed one, or the packaged one.
 * @param places where to look for an installed one.
 * @param bring finds the packaged one.
 * @returns options for Playwright's `chromium.launch`, fit for root in a container too.
 * @throws with what to install, when there is none.
 */
export async function findChromium(
  places: readonly string[] = PLACES,
  bring: () => Promise<Packaged | undefined> = packaged,
): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM;
  if (named && !(await isExecutable(named))) throw new Error(`CHROMIUM=${named} can't be run.`);
  for (const path of named ? [named] : places) {
    if (await isExecutable(path)) return { executablePath: path, args: safeArgs() };
  }
  const found = await bring().catch(() => undefined);
  if (!found) throw new Error(ADVICE);
  return { executablePath: found.path, args: [...found.args, ...safeArgs()] };
}

/** Root can't use the sandbox, and containers have little shared memory. */
function safeArgs(): string[] {
  const root = process.getuid?.() === 0;
  return ["--disable-dev-shm-usage", ...(root ? ["--no-sandbox"] : [])];
}

/** Starts a headless browser. @param options added to what `findChromium` says. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const found = await findChromium();
  return chromium.launch({
    ...found,
    ...options,
    args: [...(found.args ?? []), ...(options.args ?? [])],
  });
}
