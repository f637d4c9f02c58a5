/** What speaks for a language. `detected`: of the shopper's own words, if she wrote any. */
export interface LanguageEvidence {
  readonly page?: string;
  readonly browser?: readonly string[];
  readonly detected?: { readonly language: string; readonly reliable: boolean };
}

export interface LanguageChoice {
  readonly language: string;
  /** 0…1. */
  readonly confidence: number;
  readonly from: "text" | "page" | "browser" | "fallback";
}

/** "pt-BR" → "pt"; Norwegian's two spellings are served as one. */
export function baseLanguage(tag: string): string {
  const base = tag.toLowerCase().split("-")[0] ?? "";
  return base === "no" || base === "nn" ? "nb" : base;
}

/**
 * The language to serve a shopper in, among the site's. Her own words count most when the detector trusts itself; then the page's language, which she chose by being there;
 * then her browser's list. Confidences are ordinal, not probabilities: below `CONSTRAINT_CONFIDENCE` routing treats the language as a wish.
 */
export function chooseLanguage(
  evidence: LanguageEvidence,
  site: readonly string[],
  fallback: string,
): LanguageChoice {
  const known = (tag: string | undefined) => {
    const base = tag === undefined ? undefined : baseLanguage(tag);
    return base !== undefined && site.includes(base) ? base : undefined;
  };
  const text = evidence.detected?.reliable ? known(evidence.detected.language) : undefined;
  if (text !== undefined) return { language: text, confidence: 0.95, from: "text" };
  const page = known(evidence.page);
  const browser = evidence.browser?.map(known).find((tag) => tag !== undefined);
  if (page !== undefined) {
    return { language: page, confidence: page === browser ? 0.9 : 0.8, from: "page" };
  }
  if (browser !== undefined) return { language: browser, confidence: 0.7, from: "browser" };
  return { language: fallback, confidence: 0.3, from: "fallback" };
}

/** From here on a language is a need that routing must meet, not a wish. */
export const CONSTRAINT_CONFIDENCE = 0.6;
