import type { Rule } from "../rule.ts";

/** The shop's search found nothing, and the shopper searched again. */
export const searchFindsNothing: Rule = {
  id: "search-finds-nothing",
  name: "Search that finds nothing",
  priority: 40,
  on: ["search-empty", "search-repeated"],
  when: {
    all: [
      { signal: "search-empty", within: 300 },
      { signal: ["search-empty", "search-repeated"], within: 300, atLeast: 2 },
    ],
  },
  needs: { topic: "product" },
  uplift: 0.1,
  texts: {
    en: "Can't find it? I'm {agent}. Tell me what you have in mind and I'll look for it.",
    fi: "Eikö löydy? Olen {agent}. Kerro, mitä etsit, niin etsin sen puolestasi.",
    et: "Ei leia? Mina olen {agent}. Kirjeldage, mida soovite, ja ma otsin selle teile üles.",
    ru: "Не нашлось? Меня зовут {agent}. Опишите, что вам нужно, и я поищу.",
    sv: "Hittar du inte? Jag heter {agent}. Berätta vad du söker, så letar jag åt dig.",
    de: "Nicht gefunden? Ich bin {agent}. Beschreiben Sie, was Sie suchen, und ich sehe für Sie nach.",
  },
};
