import { WORDS, type Words } from "./words/index.ts";

type Topic = Exclude<keyof Words, "displeased">;
/** At equal counts the earlier decides: what can be lost most by waiting. */
const TOPICS: readonly Topic[] = ["payment", "error", "returns", "delivery", "product"];

/** What a shopper's first words tell the router. */
export interface FirstWords {
  readonly topic?: Topic;
  /** She is displeased: words of displeasure, or a sentence shouted. */
  readonly displeased: boolean;
}

/** Shouting: at least this many letters, nearly all of them capitals. */
const SHOUTED = { letters: 12, share: 0.8 };

/**
 * Topic and displeasure by keywords of the language. Deliberately coarse: a topic is a preference among agents, displeasure one class of priority, and neither is ever a hard constraint.
 * @param language as it was decided for the conversation; of one without keywords only shouting is seen
 */
export function firstWords(text: string, language: string): FirstWords {
  const words = WORDS[language];
  const spoken = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const hits = (list: readonly string[]) =>
    list.filter((beginning) => spoken.includes(` ${beginning}`)).length;
  if (!words) return { displeased: isShouted(text) };
  let topic: Topic | undefined;
  let most = 0;
  for (const candidate of TOPICS) {
    const count = hits(words[candidate]);
    if (count > most) [topic, most] = [candidate, count];
  }
  const displeased = hits(words.displeased) > 0 || isShouted(text);
  return { displeased, ...(topic && { topic }) };
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= SHOUTED.letters && capitals >= SHOUTED.share * letters;
}
