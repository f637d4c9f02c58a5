import { de } from "./de.ts";
import { en } from "./en.ts";
import { et } from "./et.ts";
import { fi } from "./fi.ts";
import { lt } from "./lt.ts";
import { lv } from "./lv.ts";
import { ru } from "./ru.ts";
import { sv } from "./sv.ts";

/** Beginnings of words, in lower case, that tell a topic or displeasure. Beginnings, because most of these languages inflect at the end. */
export interface Words {
  readonly payment: readonly string[];
  readonly delivery: readonly string[];
  readonly product: readonly string[];
  readonly returns: readonly string[];
  readonly error: readonly string[];
  readonly displeased: readonly string[];
}

/** By language. Ours, from what shoppers of each language write; a stage's other languages simply tell nothing. */
export const WORDS: Readonly<Record<string, Words>> = { de, en, et, fi, lt, lv, ru, sv };
