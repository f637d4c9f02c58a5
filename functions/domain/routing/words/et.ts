import type { Words } from "./index.ts";

export const et: Words = {
  payment: ["maks", "arve", "kaart", "pank", "keeldu", "pangalink", "visa", "järelmaks"],
  delivery: ["tarne", "pakk", "saade", "saadet", "post", "kuller", "pakiautom", "jälgi", "jõua"],
  product: ["suurus", "värv", "materjal", "laos", "saadav", "mõõt", "garanti", "kangas", "sobi"],
  returns: ["tagast", "vahet", "vale kaup", "raha tagasi", "ümbervahet"],
  error: ["viga", "tõrge", "leht", "lae", "katki", "hangu", "töö ei", "jookse"],
  displeased: [
    "kohutav",
    "jube",
    "vihane",
    "naeruväär",
    "pettun",
    "jama",
    "halb",
    "lubamat",
    "kaeba",
    "petis",
    "petuskeem",
    "närv",
  ],
};
