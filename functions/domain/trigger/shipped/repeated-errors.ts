import type { Rule } from "../rule.ts";

/** Scripts or requests fail again and again on one page: the shop is broken for this shopper, who may not know why nothing happens. */
export const repeatedErrors: Rule = {
  id: "repeated-errors",
  name: "Repeated script or request errors",
  priority: 85,
  on: ["script-error", "request-failed"],
  when: {
    any: [
      { signal: "request-failed", here: true, within: 120, atLeast: 2 },
      { signal: ["script-error", "request-failed"], here: true, within: 120, atLeast: 3 },
    ],
  },
  needs: { topic: "error" },
  uplift: 0.2,
  texts: {
    en: "Something on this page isn't working as it should, sorry about that. I'm {agent}. Can I do it for you?",
    fi: "Jokin tällä sivulla ei toimi niin kuin pitäisi, pahoittelut siitä. Olen {agent}. Voinko hoitaa asian puolestasi?",
    et: "Midagi sellel lehel ei tööta nii, nagu peaks. Vabandust! Mina olen {agent}. Kas saan teie eest asja korda ajada?",
    ru: "На этой странице что-то работает не так, извините. Меня зовут {agent}. Давайте я помогу вам напрямую?",
    sv: "Något på den här sidan fungerar inte som det ska, förlåt för det. Jag heter {agent}. Kan jag ordna det åt dig?",
    de: "Auf dieser Seite funktioniert etwas nicht, wie es soll. Das tut uns leid. Ich bin {agent}. Kann ich das für Sie erledigen?",
  },
};
