import type { BrowserContextOptions } from "playwright-core";

/** One way in which the chat may look. */
export interface Look {
  readonly language: "en" | "fi" | "ru" | "ar";
  readonly scheme: "light" | "dark";
  readonly device: "phone" | "desktop";
}

const LANGUAGES = ["en", "fi", "ru", "ar"] as const;
const SCHEMES = ["light", "dark"] as const;
const DEVICES = ["phone", "desktop"] as const;

/** Every language in every scheme on every device. */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  SCHEMES.flatMap((scheme) => DEVICES.map((device) => ({ language, scheme, device }))),
);

export const nameOf = ({ language, scheme, device }: Look): string =>
  `${language}-${scheme}-${device}`;

/** The browser that shows it. */
export function contextOf({ scheme, device }: Look): BrowserContextOptions {
  const looks = { colorScheme: scheme, reducedMotion: "reduce" } as const;
  return device === "phone"
    ? { ...looks, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }
    : { ...looks, viewport: { width: 600, height: 680 } };
}
