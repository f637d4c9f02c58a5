import type { DocumentValues } from "../../../functions/contract/http-documents.ts";
import type { Http } from "../http.ts";
import type { Help } from "./data.ts";

/** What admins set over the shipped texts, and beside the chat. */
export interface Overrides {
  readonly replies: DocumentValues["replies"];
  readonly guides: DocumentValues["guides"];
  readonly panel: DocumentValues["panel"];
}

export const NO_OVERRIDES: Overrides = { replies: {}, guides: {}, panel: {} };

/** How old they may be before the next conversation asks for them again. */
const FRESH_MS = 30_000;

let known: Overrides = NO_OVERRIDES;
let readAt = Number.NEGATIVE_INFINITY;
const heard = new Set<() => void>();

export const overrides = (): Overrides => known;

/** Hears when there are others. @returns what ends that */
export function onOverrides(changed: () => void): () => void {
  heard.add(changed);
  return () => void heard.delete(changed);
}

/** Asks for what admins have set, unless that was done a moment ago. What can't be had leaves the texts as they are. @param anew also then */
export async function refreshOverrides(http: Http, anew = false): Promise<void> {
  const now = Date.now();
  if (!anew && now - readAt < FRESH_MS) return;
  readAt = now;
  const [replies, guides, panel] = await Promise.all([
    http.ask<{ value: Overrides["replies"] }>("documents/replies"),
    http.ask<{ value: Overrides["guides"] }>("documents/guides"),
    http.ask<{ value: Overrides["panel"] }>("documents/panel"),
  ]);
  if (!replies.ok && !guides.ok && !panel.ok) return;
  known = {
    replies: replies.ok ? replies.value.value : known.replies,
    guides: guides.ok ? guides.value.value : known.guides,
    panel: panel.ok ? panel.value.value : known.panel,
  };
  for (const each of heard) each();
}

/** Replies in their order: shipped ones as they are set, then what was added. */
export function mergedReplies(shipped: Help["replies"], own: Overrides["replies"][string] = {}) {
  const known = new Set(shipped.map(({ id }) => id));
  const added = Object.keys(own).filter((id) => !known.has(id));
  return [...shipped, ...added.map((id) => ({ id }))].flatMap((reply) => {
    const set = Object.hasOwn(own, reply.id) ? own[reply.id] : undefined;
    if (set === null) return [];
    return set ? [{ id: reply.id, ...set }] : "text" in reply ? [reply] : [];
  });
}

/** What helps to write in a language, with what admins set over it. */
export function mergedHelp(
  help: Help,
  { replies, guides }: Pick<Overrides, "replies" | "guides">,
): Help {
  const words = guides.words?.[help.language];
  return {
    ...help,
    replies: mergedReplies(help.replies, replies[help.language]),
    words: {
      openings: { ...help.words.openings, ...words?.openings },
      apology: words?.apology ?? help.words.apology,
      compensation: words?.compensation ?? help.words.compensation,
    },
    advice: { ...help.advice, ...guides.advice },
  };
}
