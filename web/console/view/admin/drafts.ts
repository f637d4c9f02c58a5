/** Edits that nobody has saved, by what they are of: they outlast a look at another tab or part of the console. */
interface Draft {
  /** On which version they were begun. */
  readonly version: number;
  readonly value: unknown;
}

const drafts = new Map<string, Draft>();
const heard = new Set<() => void>();

/** Hears when something is unsaved, or no longer. @returns what ends that */
export function onDrafts(changed: () => void): () => void {
  heard.add(changed);
  return () => void heard.delete(changed);
}

export const draftOf = (key: string): Draft | undefined => drafts.get(key);

export function keepDraft(key: string, draft: Draft | undefined): void {
  const was = drafts.has(key);
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
  if (was !== drafts.has(key)) for (const each of heard) each();
}

/** Is anything under this key, or below it, unsaved? */
export const isUnsaved = (key: string): boolean =>
  [...drafts.keys()].some((each) => each === key || each.startsWith(`${key}/`));

addEventListener("beforeunload", (event) => {
  if (drafts.size > 0) event.preventDefault();
});
