import type { Rule } from "../rule.ts";

/** The shopper turns to go and leaves something in the cart. Not in the first half minute, when invitations are accepted least. */
export const exitWithCart: Rule = {
  id: "exit-with-cart",
  name: "Exit with a full cart",
  priority: 60,
  on: ["exit-intent"],
  when: {
    all: [
      { fact: "cart-items", atLeast: 1 },
      { fact: "visit-seconds", atLeast: 30 },
    ],
  },
  needs: { topic: "product" },
  uplift: 0.1,
  texts: {
    en: "Before you go: is there a question I can answer? I'm {agent}. Your cart stays as it is.",
    fi: "Ennen kuin lähdet: jäikö jokin askarruttamaan? Olen {agent} ja vastaan mielelläni. Ostoskorisi säilyy.",
    et: "Enne kui lahkute: kas jäi mõni küsimus? Mina olen {agent} ja vastan hea meelega. Ostukorv jääb alles.",
    ru: "Пока вы не ушли: остались вопросы? Меня зовут {agent}, с радостью отвечу. Корзина сохранится.",
    sv: "Innan du går: är det något du undrar över? Jag heter {agent} och svarar gärna. Varukorgen finns kvar.",
    de: "Bevor Sie gehen: Ist noch eine Frage offen? Ich bin {agent} und antworte gern. Ihr Warenkorb bleibt erhalten.",
  },
};
