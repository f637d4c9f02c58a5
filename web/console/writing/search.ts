/** Lower case without accents: "Äiti" is found by "aiti". */
export const folded = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * How well a text answers to a query: its letters in order, better when they stand together or begin a word.
 *
 * @returns higher is better; undefined: it doesn't
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = folded(query).replaceAll(/\s+/g, "");
  const hay = folded(text);
  if (wanted === "") return 0;
  const whole = hay.indexOf(folded(query).trim());
  if (whole >= 0) return 1000 - Math.min(whole, 400) + (isStart(hay, whole) ? 200 : 0);
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const found = hay.indexOf(letter, at + 1);
    if (found < 0) return undefined;
    score += found === at + 1 ? 8 : isStart(hay, found) ? 6 : -Math.min(found - at, 10);
    at = found;
  }
  return score;
}

const isStart = (text: string, at: number): boolean =>
  at === 0 || /[\s\-.,]/.test(text[at - 1] ?? "");

/**
 * The items that answer to a query, best first; all of them, in their order, to an empty one.
 *
 * @param texts what of an item is searched, the most telling first
 */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  texts: (item: T) => readonly string[],
): readonly T[] {
  if (query.trim() === "") return items;
  const scored = items.flatMap((item) => {
    const scores = texts(item).map((text, rank) => {
      const score = fuzzyScore(query, text);
      return score === undefined ? undefined : score - rank * 100;
    });
    const best = scores.reduce((a, b) => (b === undefined || (a ?? b - 1) > b ? a : b), undefined);
    // Letters scattered over a long text mean nothing.
    return best === undefined || best < -120 ? [] : [{ item, best }];
  });
  return scored.sort((a, b) => b.best - a.best).map(({ item }) => item);
}
