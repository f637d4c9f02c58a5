/** A piece of a text; `href` where it can be followed. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/** Web addresses with or without their scheme, mail addresses, telephone numbers in international form. Linear: no nested repetition. */
const CANDIDATE =
  /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>"'`]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\+\d[\d ()-]{6,18}\d/gi;

/** Punctuation at the end belongs to the sentence, a closing bracket only if it was not opened inside. */
function trim(candidate: string): string {
  let text = candidate;
  for (;;) {
    const last = text.at(-1) ?? "";
    const unopened = last === ")" && !text.includes("(");
    if (!unopened && !/[.,;:!?…'"\]}>*_]/.test(last)) return text;
    text = text.slice(0, -1);
  }
}

const SAFE: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Invisible and direction-changing characters can make an address read as another one. */
const DECEPTIVE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

function hrefOf(text: string): string | undefined {
  if (DECEPTIVE.test(text)) return undefined;
  const address = /^(https?:|mailto:|tel:)/i.test(text)
    ? text
    : text.startsWith("+")
      ? `tel:${text.replace(/[^\d+]/g, "")}`
      : text.includes("@") && !text.toLowerCase().startsWith("www.")
        ? `mailto:${text}`
        : `https://${text}`;
  try {
    const url = new URL(address);
    const disguised = url.username !== "" || url.password !== "";
    return SAFE.has(url.protocol) && !disguised ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Cuts a text into plain pieces and safe links; joined together the pieces are the text. Only `http`, `https`, `mailto` and `tel` are ever followed, and
 * never an address that names somebody before an `@` or hides characters.
 */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = trim(match[0]);
    const href = hrefOf(found);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
