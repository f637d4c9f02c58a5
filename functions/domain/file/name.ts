import type { FileType } from "../../contract/file.ts";

/** The endings by which each type goes, the usual one first. */
const ENDINGS: Readonly<Record<FileType, readonly string[]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
};

/** Characters without the ending. */
const MOST_CHARACTERS = 100;

/** Control characters, what turns the direction of writing (UAX #9, 2.1 to 2.6), what can't be seen, line ends, and halves of characters. The joiners that scripts and emoji need stay. */
const HIDDEN =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Cs}]/gu;
/** What no common file system takes in a name. */
const RESERVED = /["*:<>?|]/g;

/**
 * A file's name as it is shown and saved: the last part of a path, on one line, without tricks of direction, not hidden, and ending as its type does, so that a picture called
 * `bill.pdf.exe` is saved as `bill.pdf.exe.png`. Cleaning a clean name changes nothing.
 */
export function cleanName(name: string, type: FileType): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const line = last.replace(HIDDEN, "").replace(RESERVED, "_").replace(/\s+/gu, " ");
  const [usual = "", ...others] = ENDINGS[type];
  const ending = [usual, ...others].find((each) => line.toLowerCase().endsWith(`.${each}`));
  const stem = ending === undefined ? line : line.slice(0, -ending.length - 1);
  const shown = [...stem.replace(/^[\s.]+|[\s.]+$/g, "")].slice(0, MOST_CHARACTERS).join("");
  return `${shown.trim() || "file"}.${ending ?? usual}`;
}

/** Characters that RFC 8187 allows unencoded in an extended value. */
const ATTRIBUTE = /[!'()*]/g;

/**
 * A Content-Disposition that saves a file under its name (RFC 6266, with RFC 8187 for what is not ASCII) and never shows it.
 * @param name a clean one
 */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["%\\]/gu, "_");
  const full = encodeURIComponent(name).replace(
    ATTRIBUTE,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
