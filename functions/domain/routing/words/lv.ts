import type { Words } from "./index.ts";

export const lv: Words = {
  payment: ["maksā", "maksāj", "karte", "rēķin", "bank", "norait", "visa"],
  delivery: ["piegād", "sūtīj", "pak", "kurjer", "past", "pakomāt", "izseko", "pienāk"],
  product: ["izmēr", "krās", "materiāl", "noliktav", "pieejam", "garantij", "audum", "der"],
  returns: ["atgriez", "atmaks", "apmain", "maiņ", "nepareiz"],
  error: ["kļūd", "lapa", "ielād", "salauzt", "iestrēg", "nestrād", "nedarbo"],
  displeased: [
    "briesmīg",
    "dusmīg",
    "smieklīg",
    "vīlies",
    "nepieņem",
    "slikt",
    "sūdz",
    "krāp",
    "šausmīg",
    "apnic",
  ],
};
