import type { Words } from "./index.ts";

export const fi: Words = {
  payment: ["maks", "lasku", "kort", "pankki", "hylät", "klarna", "verkkopank", "visa"],
  delivery: ["toimit", "paket", "lähety", "posti", "kuljet", "seuran", "noutop", "saapu"],
  product: ["koko", "väri", "materiaal", "varasto", "saatav", "mitat", "takuu", "kangas", "sopii"],
  returns: ["palaut", "hyvit", "vaihto", "vaihta", "väärä"],
  error: ["virhe", "kaatu", "toimi ei", "sivu", "lataud", "rikki", "jumi", "bugi"],
  displeased: [
    "surkea",
    "kamala",
    "vihai",
    "naurett",
    "pettyn",
    "törke",
    "paska",
    "huono",
    "järkytt",
    "valitt",
    "huijau",
    "hermo",
  ],
};
