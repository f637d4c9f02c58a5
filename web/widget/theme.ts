import type { HeedTheme } from "../heed.d.ts";

/** What a shop may choose with `heed("theme", {…})` or `data-*` attributes. */
export type Theme = Required<HeedTheme>;

export const DEFAULT_THEME: Theme = {
  accent: "#0b6b5d",
  radius: 18,
  side: "end",
  font: "system",
  scheme: "auto",
};

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [20, 24, 28];
/** Backgrounds that the accent must be readable on, light and dark. */
export const LIGHT: Rgb = [242, 244, 245];
export const DARK: Rgb = [38, 43, 48];
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

/** Takes what is valid of a shop's wishes; the rest stays as it was. */
export function themeOf(wishes: Readonly<Record<string, unknown>>, before = DEFAULT_THEME): Theme {
  const { accent, radius, side, font, scheme } = wishes;
  const px = Number(radius);
  return {
    accent: typeof accent === "string" && parse(accent) ? accent : before.accent,
    radius: radius !== undefined && px >= 0 && px <= 28 ? px : before.radius,
    side: side === "start" || side === "end" ? side : before.side,
    font: font === "inherit" || font === "system" ? font : before.font,
    scheme: scheme === "light" || scheme === "dark" || scheme === "auto" ? scheme : before.scheme,
  };
}

/** The custom properties that the style sheet is written with. Whatever the accent, words on it and in it keep a contrast of 4.5. */
export function propertiesOf(theme: Theme, dark: boolean): Readonly<Record<string, string>> {
  const accent = parse(theme.accent) ?? WHITE;
  const ground = dark ? DARK : LIGHT;
  const words = contrast(accent, WHITE) >= READABLE ? WHITE : INK;
  return {
    "--accent": css(readableFill(accent, words)),
    "--on-accent": css(words),
    "--accent-text": css(readableOn(accent, ground)),
    "--radius": `${theme.radius}px`,
    "--font": theme.font === "inherit" ? "inherit" : "system-ui, sans-serif",
  };
}

function parse(color: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!hex) return undefined;
  const [r, g, b] = hex.slice(1).map((digits) => Number.parseInt(digits, 16));
  return [r ?? 0, g ?? 0, b ?? 0];
}

const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio as WCAG 2.2 defines it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => {
  const channel = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * share);
  return [channel(0), channel(1), channel(2)];
};

/** The accent, moved towards black or white until it can be read on `ground`. */
function readableOn(accent: Rgb, ground: Rgb): Rgb {
  const towards: Rgb = luminance(ground) > 0.2 ? [0, 0, 0] : WHITE;
  return step(accent, towards, (color) => contrast(color, ground) >= READABLE);
}

function readableFill(accent: Rgb, words: Rgb): Rgb {
  const towards: Rgb = words === WHITE ? [0, 0, 0] : WHITE;
  return step(accent, towards, (color) => contrast(color, words) >= READABLE);
}

function step(from: Rgb, towards: Rgb, good: (color: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const color = mix(from, towards, share);
    if (good(color)) return color;
  }
  return towards;
}
