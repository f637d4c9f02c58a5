import { contrast, DARK, LIGHT } from "../../../widget/theme.ts";

type Rgb = readonly [number, number, number];

/** `rgb(1 2 3)` → its channels. */
function channels(css: string | undefined): Rgb {
  const [r = 0, g = 0, b = 0] = (css?.match(/\d+/g) ?? []).map(Number);
  return [r, g, b];
}

const hex = (color: Rgb): string =>
  `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;

/**
 * The contrast ratios (WCAG 2.2, 1 to 21) that a theme's words have.
 * @param accent as it was wished, `#rrggbb`
 * @param properties as the widget makes them of it
 * @returns `moved`: the fill, where it is another colour than the wished one
 */
export function contrastOf(
  accent: string,
  properties: Readonly<Record<string, string>>,
  dark: boolean,
): { readonly onAccent: number; readonly asText: number; readonly moved: string | undefined } {
  const fill = channels(properties["--accent"]);
  return {
    onAccent: contrast(channels(properties["--on-accent"]), fill),
    asText: contrast(channels(properties["--accent-text"]), dark ? DARK : LIGHT),
    moved: hex(fill) === accent.toLowerCase() ? undefined : hex(fill),
  };
}
