import type { Rule } from "../rule.ts";

/** A form refuses what the shopper enters, three times on one page. */
export const formTrouble: Rule = {
  id: "form-trouble",
  name: "Form trouble",
  priority: 75,
  on: ["form-invalid"],
  when: { signal: "form-invalid", here: true, within: 300, atLeast: 3 },
  evenOnQuietPages: true,
  uplift: 0.15,
  texts: {
    en: "Is this form being difficult? I'm {agent}, and I can help you fill it in.",
    fi: "Tökkiikö lomake? Olen {agent} ja voin auttaa sen täyttämisessä.",
    et: "Kas vormi täitmisega on raskusi? Mina olen {agent} ja saan teid aidata.",
    ru: "Не получается заполнить форму? Меня зовут {agent}, я помогу.",
    sv: "Krånglar formuläret? Jag heter {agent} och hjälper dig gärna att fylla i det.",
    de: "Macht das Formular Schwierigkeiten? Ich bin {agent} und helfe Ihnen gern beim Ausfüllen.",
  },
};
