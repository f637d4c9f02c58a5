import type { Rule } from "../rule.ts";

/** A coupon was refused. The agent looks whether it should have worked; no discount is offered for typing codes. */
export const couponRejected: Rule = {
  id: "coupon-rejected",
  name: "Coupon rejected",
  priority: 80,
  on: ["coupon-rejected"],
  when: { fact: "cart-items", atLeast: 1 },
  needs: { topic: "payment" },
  uplift: 0.2,
  texts: {
    en: "Hi, I'm {agent}. I see your code wasn't accepted. Shall I check what's wrong with it?",
    fi: "Hei, olen {agent}. Huomasin, ettei koodisi kelvannut. Tarkistanko, mistä se johtuu?",
    et: "Tere, mina olen {agent}. Näen, et teie sooduskood ei sobinud. Kas vaatan järele, milles asi?",
    ru: "Здравствуйте, меня зовут {agent}. Вижу, что ваш промокод не принят. Проверить, в чём дело?",
    sv: "Hej, jag heter {agent}. Jag ser att din kod inte godkändes. Ska jag kolla vad det beror på?",
    de: "Hallo, ich bin {agent}. Ihr Code wurde leider nicht angenommen. Soll ich nachsehen, woran es liegt?",
  },
};
