import type { Language } from "../languages.ts";
import { en } from "./en.ts";
import { et } from "./et.ts";
import { fi } from "./fi.ts";
import { ru } from "./ru.ts";
import type { Texts } from "./shape.ts";

export const TEXTS: Readonly<Record<Language, Texts>> = { en, fi, et, ru };
