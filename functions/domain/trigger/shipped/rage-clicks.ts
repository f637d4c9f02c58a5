import type { Rule } from "../rule.ts";

/** Angry clicks on one page: once may be a carousel, twice, or with a button that does nothing, is trouble. */
export const rageClicks: Rule = {
  id: "rage-clicks",
  name: "Rage clicks",
  priority: 65,
  on: ["rage-click", "dead-click"],
  when: {
    all: [
      { signal: "rage-click", here: true, within: 120 },
      { signal: ["rage-click", "dead-click"], here: true, within: 120, atLeast: 2 },
    ],
  },
  needs: { topic: "error" },
  uplift: 0.15,
  texts: {
    en: "It looks as if something won't respond. I'm {agent}. What are you trying to do? I'll help.",
    fi: "Näyttää siltä, ettei jokin reagoi. Olen {agent}. Mitä olit tekemässä? Autan mielelläni.",
    et: "Tundub, et miski ei reageeri. Mina olen {agent}. Mida soovisite teha? Aitan hea meelega.",
    ru: "Похоже, что-то не нажимается. Меня зовут {agent}. Что вы хотели сделать? Я помогу.",
    sv: "Det verkar som om något inte svarar. Jag heter {agent}. Vad försöker du göra? Jag hjälper gärna till.",
    de: "Offenbar reagiert hier etwas nicht. Ich bin {agent}. Was möchten Sie tun? Ich helfe gern.",
  },
};
