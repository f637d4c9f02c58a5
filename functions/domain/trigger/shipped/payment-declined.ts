import type { Rule } from "../rule.ts";

/** A payment was declined: the dearest moment to lose somebody, so it speaks even while the shopper pays. The reason decides who is asked. */
export const paymentDeclined: Rule = {
  id: "payment-declined",
  name: "Payment declined",
  priority: 100,
  on: ["payment-declined"],
  evenOnQuietPages: true,
  needs: {
    topic: "payment",
    topicByDetail: { out_of_stock: "product", undeliverable: "delivery" },
  },
  holdSeconds: 60,
  uplift: 0.3,
  texts: {
    en: "Hi, {agent} here. Your payment didn't go through. Shall we sort it out together?",
    fi: "Hei, täällä {agent}. Maksu ei mennyt läpi. Selvitetäänkö asia yhdessä?",
    et: "Tere, siin {agent}. Makse ei läinud läbi. Kas lahendame selle koos ära?",
    ru: "Здравствуйте, это {agent}. Платёж не прошёл. Давайте разберёмся вместе?",
    sv: "Hej, {agent} här. Betalningen gick inte igenom. Ska vi lösa det tillsammans?",
    de: "Hallo, hier ist {agent}. Die Zahlung hat nicht geklappt. Wollen wir das zusammen klären?",
  },
};
