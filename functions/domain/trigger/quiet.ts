import type { PageKind, PageView } from "../../contract/signal.ts";

/** Where invitations disturb. `paths`: beginnings of paths. */
export interface QuietPages {
  readonly kinds: readonly PageKind[];
  readonly paths: readonly string[];
}

/** Who is just paying, or has just bought, is left alone but for trouble with exactly that. */
export const QUIET_PAGES: QuietPages = { kinds: ["payment", "order"], paths: [] };

/** Is this page a quiet one? */
export function isQuiet(view: PageView | undefined, quiet: QuietPages): boolean {
  if (view === undefined) return false;
  return (
    quiet.kinds.includes(view.kind) || quiet.paths.some((start) => view.path.startsWith(start))
  );
}
