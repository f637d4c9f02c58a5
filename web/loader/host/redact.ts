/** The contract's longest short text. */
const SHORT = 120;
const LONGEST_PATH = 300;

/** A text for the wire: one line, trimmed, cut; undefined when nothing is left. */
export function short(text: unknown): string | undefined {
  if (typeof text !== "string" && typeof text !== "number") return undefined;
  const line = String(text).replace(/\s+/g, " ").trim().slice(0, SHORT);
  return line || undefined;
}

/** A reason as a code: `3D Secure failed` becomes `3d_secure_failed`. */
export function slug(text: unknown): string | undefined {
  return short(text)
    ?.toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .slice(0, 40);
}

/** A part of an address that names a person, or opens a door by being long and hard to guess. */
const TELLING = /@|%40|^(?=.*\d)[\w.~%-]{20,}$/;

/** Puts `:id` in the place of telling parts of addresses in a text. */
export const withoutIds = (text: string): string =>
  text
    .split(/([/ ])/)
    .map((part) => (TELLING.test(part) ? ":id" : part))
    .join("");

/**
 * An address for the wire: the path without what names a person or opens a door (`:id` in its place); of the query only the parameters in `allowed`; a
 * search path ends at the word search.
 * @param allowed parameter names, separated by commas.
 */
export function cleanPath(address: string, allowed = ""): string {
  const url = new URL(address, "https://shop.invalid");
  const path = withoutIds(url.pathname).replace(/(\/(?:search|haku|otsi(?:ng)?|poisk))\/.*/i, "$1");
  const query = allowed
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name && url.searchParams.has(name))
    .map((name) => `${name}=${encodeURIComponent(url.searchParams.get(name) ?? "")}`);
  return (query.length > 0 ? `${path}?${query.join("&")}` : path).slice(0, LONGEST_PATH);
}
