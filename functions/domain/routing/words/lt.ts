import type { Words } from "./index.ts";

export const lt: Words = {
  payment: ["mokė", "moka", "apmok", "kort", "sąskait", "bank", "atmest", "visa"],
  delivery: ["pristat", "siunt", "kurjer", "pašt", "paštomat", "sek", "atvyk", "gav"],
  product: [
    "dydi",
    "dydž",
    "spalv",
    "medžiag",
    "sandėl",
    "tur",
    "garantij",
    "audin",
    "tinka",
    "matmen",
  ],
  returns: ["grąžin", "pinigų", "keisti", "pakeit", "neteising"],
  error: ["klaid", "puslap", "kraun", "sugedo", "stringa", "neveik"],
  displeased: [
    "baisu",
    "siaubing",
    "pikt",
    "juoking",
    "nusivyl",
    "nepriimtin",
    "blog",
    "skund",
    "apgav",
    "erzin",
  ],
};
