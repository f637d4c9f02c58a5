import type { Rule } from "../rule.ts";

/** The shopper rests in the checkout. */
export const checkoutHesitation: Rule = {
  id: "checkout-hesitation",
  name: "Checkout hesitation",
  priority: 70,
  on: ["checkout-hesitation"],
  when: { fact: "page", in: ["checkout", "payment"] },
  needs: { topic: "payment" },
  evenOnQuietPages: true,
  uplift: 0.15,
  texts: {
    en: "Hi, I'm {agent}. If anything about payment or delivery is unclear, just ask. I'm right here.",
    fi: "Hei, olen {agent}. Jos jokin maksamisessa tai toimituksessa mietityttää, kysy ihmeessä. Olen tässä.",
    et: "Tere, mina olen {agent}. Kui makse või tarne kohta on küsimusi, siis küsige julgelt. Olen siin.",
    ru: "Здравствуйте, меня зовут {agent}. Если есть вопросы об оплате или доставке, спрашивайте, я на связи.",
    sv: "Hej, jag heter {agent}. Undrar du något om betalning eller leverans är det bara att fråga. Jag finns här.",
    de: "Hallo, ich bin {agent}. Wenn bei Zahlung oder Lieferung etwas unklar ist, fragen Sie einfach. Ich bin da.",
  },
};
