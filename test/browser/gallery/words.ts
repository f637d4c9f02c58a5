import type { Look } from "./looks.ts";

/** What the people in the pictures write. */
export interface Words {
  readonly invitation: string;
  readonly agent: string;
  readonly hello: string;
  readonly question: string;
  readonly answer: string;
  readonly thanks: string;
  readonly product: string;
}

export const WORDS: Readonly<Record<Look["language"], Words>> = {
  en: {
    invitation: "The payment did not go through. Shall we look at it together?",
    agent: "Aino Virtanen",
    hello: "Hello! I can see that the card was declined.",
    question: "Yes, twice. I don't want to pay twice though.",
    answer: "You have not been charged. More about it: https://shop.example/help/payments",
    thanks: "Thank you!",
    product: "Wool jumper",
  },
  fi: {
    invitation: "Maksu ei mennyt läpi. Katsotaanko sitä yhdessä?",
    agent: "Aino Virtanen",
    hello: "Hei! Näen, että kortti hylättiin.",
    question: "Niin, kaksi kertaa. En kuitenkaan halua maksaa kahdesti.",
    answer: "Sinulta ei ole veloitettu mitään. Lisätietoa: https://shop.example/ohje/maksut",
    thanks: "Kiitos!",
    product: "Villapaita",
  },
  ru: {
    invitation: "Оплата не прошла. Посмотрим вместе?",
    agent: "Ольга Соколова",
    hello: "Здравствуйте! Вижу, что карта отклонена.",
    question: "Да, дважды. Но платить два раза я не хочу.",
    answer: "Деньги не списаны. Подробнее: https://shop.example/ru/help/payments",
    thanks: "Спасибо!",
    product: "Шерстяной свитер",
  },
  ar: {
    invitation: "لم تتم عملية الدفع. هل ننظر فيها معًا؟",
    agent: "ليلى حداد",
    hello: "مرحبًا! أرى أن البطاقة رُفضت.",
    question: "نعم، مرتين. لكنني لا أريد أن أدفع مرتين.",
    answer: "لم يُخصم منك أي مبلغ. المزيد: https://shop.example/ar/help",
    thanks: "شكرًا!",
    product: "كنزة صوفية",
  },
};
