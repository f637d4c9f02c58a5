import type { Rule } from "../rule.ts";

/** The shop answered with an error page. */
export const errorPage: Rule = {
  id: "error-page",
  name: "Error page",
  priority: 90,
  on: ["error-page"],
  needs: { topic: "error" },
  uplift: 0.2,
  texts: {
    en: "Sorry, that page didn't work. I'm {agent}. Tell me what you were looking for and I'll find it for you.",
    fi: "Pahoittelut, sivu ei toiminut. Olen {agent}. Kerro, mitä etsit, niin autan löytämään sen.",
    et: "Vabandust, see leht ei töötanud. Mina olen {agent}. Öelge, mida otsisite, ja aitan selle üles leida.",
    ru: "Извините, страница не открылась. Меня зовут {agent}. Напишите, что вы искали, и я помогу это найти.",
    sv: "Förlåt, sidan fungerade inte. Jag heter {agent}. Berätta vad du letade efter så hjälper jag dig att hitta det.",
    de: "Entschuldigung, diese Seite hat nicht funktioniert. Ich bin {agent}. Sagen Sie mir, was Sie gesucht haben, und ich helfe Ihnen, es zu finden.",
  },
};
