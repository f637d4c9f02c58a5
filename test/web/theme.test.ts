import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrast, DEFAULT_THEME, propertiesOf, themeOf } from "../../web/widget/theme.ts";

type Rgb = readonly [number, number, number];
const rgb = (css = ""): Rgb => {
  const [r = 0, g = 0, b = 0] = (css.match(/\d+/g) ?? []).map(Number);
  return [r, g, b];
};

describe("[WID20] whatever colour a shop chooses, words can be read", () => {
  test("the accent's own words and the accent as words have a contrast of 4.5 or more", () => {
    const hex = fc.integer({ min: 0, max: 0xffffff });
    fc.assert(
      fc.property(hex, fc.boolean(), (color, dark) => {
        const accent = `#${color.toString(16).padStart(6, "0")}`;
        const properties = propertiesOf({ ...DEFAULT_THEME, accent }, dark);
        const fill = rgb(properties["--accent"]);
        expect(contrast(fill, rgb(properties["--on-accent"]))).toBeGreaterThanOrEqual(4.5);
        const grounds: readonly Rgb[] = dark
          ? [
              [23, 26, 29],
              [38, 43, 48],
            ]
          : [
              [255, 255, 255],
              [242, 244, 245],
            ];
        for (const ground of grounds) {
          expect(contrast(rgb(properties["--accent-text"]), ground)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  test("contrast is WCAG's", () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });
});

test("[WID20] what is no valid wish changes nothing", () => {
  const wishes = { accent: "red;}", radius: "9999", side: "top", font: 3, scheme: null };
  expect(themeOf(wishes)).toEqual(DEFAULT_THEME);
  expect(themeOf({ accent: "#123456", radius: "4", side: "start" })).toEqual({
    ...DEFAULT_THEME,
    accent: "#123456",
    radius: 4,
    side: "start",
  });
});
