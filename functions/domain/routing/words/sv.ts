import type { Words } from "./index.ts";

export const sv: Words = {
  payment: ["betal", "kort", "faktur", "bank", "nekad", "swish", "klarna", "visa"],
  delivery: ["lever", "paket", "frakt", "skick", "post", "spår", "ombud", "ankom"],
  product: ["storlek", "färg", "material", "lager", "passform", "mått", "garanti", "tyg"],
  returns: ["retur", "återbetal", "byta", "byte", "ångr", "fel vara"],
  error: [
    "fel",
    "krasch",
    "sida",
    "ladda",
    "trasig",
    "hänger",
    "funkar inte",
    "fungerar inte",
    "bugg",
  ],
  displeased: [
    "hemsk",
    "arg",
    "löjlig",
    "värdelös",
    "besviken",
    "oacceptab",
    "usel",
    "klaga",
    "bluff",
    "förbannad",
    "irriter",
  ],
};
