import { expect, test } from "vitest";
import { variableFault } from "../../../web/console/view/admin/variables.ts";
import { loadHelp, WRITING_LANGUAGES } from "../../../web/console/writing/data.ts";
import { mergedHelp, NO_OVERRIDES } from "../../../web/console/writing/overrides.ts";

test("[ADM42] what admins set stands over the shipped texts: changed in its place, added at the end, taken away", async () => {
  const help = await loadHelp("fi");
  expect(mergedHelp(help, NO_OVERRIDES)).toEqual(help);
  const [first, second] = help.replies;
  const merged = mergedHelp(help, {
    replies: {
      fi: {
        [first?.id ?? ""]: { title: "Moi", text: "Moi!" },
        [second?.id ?? ""]: null,
        sauna: { title: "Sauna", text: "Sauna on lämmin." },
        "never-there": null,
      },
      en: { only: { title: "English", text: "English" } },
    },
    guides: {
      words: { fi: { apology: "Anteeksi.", openings: { "error-page": "Voi ei." } } },
      advice: {
        "error-page": { situation: "s", say: "t", offer: "o", escalate: "e", ours: false },
      },
    },
  });
  expect(merged.replies[0]).toEqual({ id: first?.id, title: "Moi", text: "Moi!" });
  expect(merged.replies.map(({ id }) => id)).toEqual([
    first?.id,
    ...help.replies.slice(2).map(({ id }) => id),
    "sauna",
  ]);
  expect(merged.words).toEqual({
    ...help.words,
    apology: "Anteeksi.",
    openings: { ...help.words.openings, "error-page": "Voi ei." },
  });
  expect(merged.advice["error-page"]?.say).toBe("t");
  expect(merged.advice["payment-declined"]).toEqual(help.advice["payment-declined"]);
});

test("[ADM43] a variable that nothing fills is named, and all shipped texts pass", async () => {
  expect(variableFault("Hi {{customer.name}}, {{ order.id }}")).toBeUndefined();
  expect(variableFault("Hi {{name}} and {{cart}}")).toMatch(/\{\{name\}\}, \{\{cart\}\}/);
  for (const language of WRITING_LANGUAGES) {
    const { replies, words } = await loadHelp(language);
    const texts = [...replies.map(({ text }) => text), ...Object.values(words.openings)];
    for (const text of [...texts, words.apology, words.compensation]) {
      expect(variableFault(text)).toBeUndefined();
    }
  }
});
