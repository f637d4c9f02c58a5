/** MurmurHash3's 32-bit finaliser (Austin Appleby, public domain): every input bit sways every output bit. */
function mix(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A text's place in [0, 1), evenly spread and always the same: FNV-1a over its UTF-16 units, mixed. No protection against a chosen text. */
export function placeOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(h >>> 0) / 2 ** 32;
}
