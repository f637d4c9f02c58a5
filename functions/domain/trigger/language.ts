import type { Visit } from "../visit/visit.ts";

/** A tag's first part in lower case: `et` of `et-EE`. */
export function primary(tag: string): string {
  return (tag.split("-", 1)[0] ?? "").toLowerCase();
}

/**
 * The language to speak to this shopper, among those that the site serves and the texts have: the one spoken before, the page's, the browser's in
 * their order, the site's fallback.
 */
export function languageFor(
  visit: Visit,
  site: { readonly languages: readonly string[]; readonly fallbackLanguage: string },
  texts: Readonly<Record<string, string>>,
): string | undefined {
  const { language, view } = visit;
  const wished = [language, view?.language, ...(view?.languages ?? []), site.fallbackLanguage];
  for (const tag of wished) {
    if (tag === undefined) continue;
    const short = primary(tag);
    if (site.languages.includes(short) && Object.hasOwn(texts, short)) return short;
  }
  return undefined;
}
