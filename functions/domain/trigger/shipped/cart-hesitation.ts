import type { Rule } from "../rule.ts";

/** The shopper rests on the cart page with something in the cart. */
export const cartHesitation: Rule = {
  id: "cart-hesitation",
  name: "Cart hesitation",
  priority: 50,
  on: ["cart-hesitation"],
  when: {
    all: [
      { fact: "page", in: ["cart"] },
      { fact: "cart-items", atLeast: 1 },
    ],
  },
  needs: { topic: "product" },
  uplift: 0.1,
  texts: {
    en: "Hi, I'm {agent}. Would you like help with anything in your cart: sizes, delivery, returns?",
    fi: "Hei, olen {agent}. Voinko auttaa ostoskorin kanssa: koot, toimitus, palautukset?",
    et: "Tere, mina olen {agent}. Kas saan ostukorvi juures aidata: suurused, tarne, tagastamine?",
    ru: "Здравствуйте, меня зовут {agent}. Помочь вам с заказом: размеры, доставка, возврат?",
    sv: "Hej, jag heter {agent}. Kan jag hjälpa dig med något i varukorgen: storlekar, leverans, returer?",
    de: "Hallo, ich bin {agent}. Kann ich Ihnen beim Warenkorb helfen: Größen, Lieferung, Rückgabe?",
  },
};
