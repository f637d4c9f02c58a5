/** Bytes that one code point takes in a JSON string. */
function cost(code: number): number {
  if (code < 0x80) return code === 0x22 || code === 0x5c ? 2 : 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * The longest beginning of `text` that takes at most `bytes` in a JSON string (UTF-8, without its quotes). Control characters and halves of
 * surrogate pairs, which JSON writes with six bytes each, are left out.
 */
export function clip(text: string, bytes: number): string {
  let used = 0;
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || (code >= 0xd800 && code <= 0xdfff)) continue;
    used += cost(code);
    if (used > bytes) break;
    out += char;
  }
  return out;
}
