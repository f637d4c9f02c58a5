import { describe, expect, test } from "vitest";
import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import { reasonLine } from "../../../web/console/view/reason.ts";
import { loadHelp, WRITING_LANGUAGES, writingLanguage } from "../../../web/console/writing/data.ts";
import { fuzzyFilter } from "../../../web/console/writing/search.ts";
import { findTone, mended } from "../../../web/console/writing/tone.ts";
import { fill, unresolved, valuesOf } from "../../../web/console/writing/variables.ts";

const KNOWN = ["customer.name", "cart.total", "agent.name", "order.id", "offer.percent"];

describe.each(WRITING_LANGUAGES)("the files for %s", (language) => {
  test("[CSL11] have the same canned replies as English, and no variable that doesn't exist", async () => {
    const { replies } = await loadHelp(language);
    const english = await loadHelp("en");
    expect(replies.map(({ id }) => id)).toEqual(english.replies.map(({ id }) => id));
    for (const { text, title } of replies) {
      expect(title).not.toBe("");
      expect(KNOWN).toEqual(expect.arrayContaining([...unresolved(text)]));
    }
  });

  test("[CSL12] have words for every shipped rule, a thorough apology and words for a compensation", async () => {
    const { words, advice } = await loadHelp(language);
    for (const { id } of SHIPPED_RULES) {
      expect(words.openings[id], id).toMatch(/\S{2,}.*\S{2,}/);
      expect(Object.keys(advice[id] ?? {}).sort(), id).toEqual([
        "escalate",
        "offer",
        "ours",
        "say",
        "situation",
      ]);
    }
    expect(words.apology.split(/[.:] /).length).toBeGreaterThanOrEqual(4);
    expect(unresolved(words.compensation)).toEqual(["offer.percent"]);
  });

  test("[CSL13] don't find fault with the words that the console itself suggests", async () => {
    const { replies, words, tone } = await loadHelp(language);
    const all = [...replies.map(({ text }) => text), ...Object.values(words.openings)];
    for (const text of [...all, words.apology, words.compensation]) {
      expect(findTone(text, tone), text).toEqual([]);
    }
    for (const { instead = "" } of tone) expect(findTone(instead, tone), instead).toEqual([]);
  });
});

describe("tone", () => {
  test.each([
    ["en", "As I said, you have to pay first.", ["As I said", "you have to"]],
    ["fi", "Rauhoittukaa, kuten jo sanoin.", ["Rauhoittukaa", "kuten jo sanoin"]],
    ["et", "Rahunege maha, see on teie viga.", ["Rahunege", "teie viga"]],
    ["ru", "Успокойтесь, вы должны подождать.", ["Успокойтесь", "вы должны"]],
    ["sv", "Lugna dig, du måste vänta.", ["Lugna dig", "du måste"]],
    ["de", "Wie gesagt, Sie müssen warten.", ["Wie gesagt", "Sie müssen"]],
  ])("[CSL13] in %s finds what may hurt in “%s”, with a reason", async (language, text, wanted) => {
    const { tone } = await loadHelp(language);
    const found = findTone(text, tone);
    expect(found.map((each) => each.text)).toEqual(wanted);
    expect(found.every(({ why }) => why.length > 5)).toBe(true);
  });

  test("[CSL13] hears shouting, and leaves a lone abbreviation alone", () => {
    expect(findTone("PLEASE WAIT HERE!!", []).map(({ text }) => text)).toEqual([
      "PLEASE",
      "WAIT",
      "HERE",
      "!!",
    ]);
    expect(findTone("Your IBAN is fine. Thanks!", [])).toEqual([]);
  });

  test("[CSL13] looks for whole words: “factually” is not “actually”", async () => {
    const { tone } = await loadHelp("en");
    expect(findTone("That is factually right.", tone)).toEqual([]);
  });

  test("[CSL13] puts the suggestion in place and keeps a capital", async () => {
    const { tone } = await loadHelp("fi");
    const text = "Sinun täytyy odottaa.";
    const [finding] = findTone(text, tone);
    expect(finding && mended(text, finding)).toBe("Voisitko odottaa.");
  });
});

describe("variables", () => {
  const context = {
    visitor: "v",
    language: "fi",
    trail: [],
    cart: { value: 79.5, currency: "EUR", items: 1 },
  } as const;

  test("[CSL11] stand for the real values, in the shopper's way of writing numbers", () => {
    const filled = fill("{{agent.name}}: {{ cart.total }}", valuesOf(context, "Aino"));
    expect(filled.replaceAll(/\s/g, " ")).toBe("Aino: 79,50 €");
  });

  test("[CSL11] without a value stay as they are written, and are named", () => {
    const filled = fill("Hei {{customer.name}}, {{order.id}}!", valuesOf(context, "Aino"));
    expect(filled).toBe("Hei {{customer.name}}, {{order.id}}!");
    expect(unresolved(filled)).toEqual(["customer.name", "order.id"]);
  });
});

describe("search", () => {
  const items = ["Payment", "Return", "Another payment", "Äkillinen"];
  const find = (query: string) => fuzzyFilter(query, items, (item) => [item]);

  test("[CSL11] finds by some letters in order, the beginning first, with or without accents", () => {
    expect(find("pay")).toEqual(["Payment", "Another payment"]);
    expect(find("pmt")[0]).toBe("Payment");
    expect(find("akil")).toEqual(["Äkillinen"]);
    expect(find("xyz")).toEqual([]);
    expect(find("")).toEqual(items);
  });

  test("[CSL11] a language without files of its own gets English", () => {
    expect(writingLanguage("fi-FI")).toBe("fi");
    expect(writingLanguage("ja")).toBe("en");
  });
});

test.each([
  ["page", "cart", "On the cart page"],
  ["cart-items", 1, "1 piece in the cart"],
  ["cart-value", 79, "Cart worth €79.00"],
  ["visit-seconds", 95, "In the shop for 1 min"],
  ["form-invalid here in 300 s", 3, "Form invalid 3 times on this page within 5 min"],
  [
    "rage-click+dead-click here in 120 s",
    2,
    "Rage click or dead click 2 times on this page within 2 min",
  ],
  ["product pages viewed", 4, "Looked at 4 product pages"],
  ["something-new", "x", "Something new: x"],
])("[CSL14] a reason's value is said in words: %s = %s", (label, value, words) => {
  expect(reasonLine(label, value, "EUR")).toBe(words);
});
