import type { Detector } from "../ports.ts";

type Model = Pick<typeof import("eld/large"), "eld">;

/** Shorter texts than this (letters) say too little: measured accuracy below it is about four in five. */
const MIN_LETTERS = 8;

/**
 * Language of a text by `eld`, whose n-grams the build cuts to the site's languages. Loaded when first needed: most invocations never need it.
 * @param languages the site's; anything else is no answer
 * @param load the n-grams; a bundle has them cut in a file beside it
 */
export function createDetector(
  languages: readonly string[],
  load: () => Promise<Model> = () => import("eld/large"),
): Detector {
  let loading: Promise<Model> | undefined;
  return {
    async detect(text) {
      loading ??= load();
      const { eld } = await loading;
      const result = eld.detect(text);
      if (!languages.includes(result.language)) return undefined;
      const score = result.getScores()[result.language] ?? 0;
      const letters = text.match(/\p{L}/gu)?.length ?? 0;
      const reliable = letters >= MIN_LETTERS && result.isReliable();
      return { language: result.language, reliable, score };
    },
  };
}
