import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partsOf } from "../../web/shared/links.ts";

const linksOf = (text: string) =>
  partsOf(text)
    .filter(({ href }) => href !== undefined)
    .map(({ href }) => href);

describe("[WID14] only safe addresses can be followed, and a text stays itself", () => {
  test.each([
    ["see https://shop.example/a?b=1#c.", ["https://shop.example/a?b=1#c"]],
    ["(http://shop.example/x)", ["http://shop.example/x"]],
    ["https://en.example/Wiki_(page) is it", ["https://en.example/Wiki_(page)"]],
    ["www.shop.example!", ["https://www.shop.example/"]],
    ["write to help@shop.example, please", ["mailto:help@shop.example"]],
    ["call +358 40 123 4567", ["tel:+358401234567"]],
    ["mailto:a@b.example tel:+3581", ["mailto:a@b.example", "tel:+3581"]],
    ["HTTPS://SHOP.EXAMPLE/A", ["https://shop.example/A"]],
  ])("%s", (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https:",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x file:///etc/passwd blob:https",
    "https://bank.example@evil.example/",
    "https://good.example\u202emoc.live/",
    "https://a\u200bb.example/",
    "https://good.example/\u2066moc",
    "https://good.example/\u2067moc",
    "https://good.example/\u2068moc",
    "https://good.example/\u2069moc",
    "https://:pw@bank.example/",
    "https://",
    "order 12345678, 10 + 5 = 15",
  ])("nothing to follow in %j", (text) => {
    expect(linksOf(text)).toEqual([]);
  });

  test("the pieces joined are the text, and every link is of a safe kind", () => {
    const scraps = fc.constantFrom(
      "https://",
      "javascript:",
      "www.",
      "a@b.c",
      "\u202e",
      "<b>",
      " ",
      ")",
      "+1234567890",
      "x",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.array(scraps).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parts = partsOf(text);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        for (const { href } of parts) {
          if (href !== undefined) expect(href).toMatch(/^(https?|mailto|tel):/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a hostile text takes no time", () => {
    const started = performance.now();
    for (const unit of ["a", "www.", "https://", "+1 ", "a@a.", "(", "."]) {
      partsOf(unit.repeat(20_000 / unit.length));
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
