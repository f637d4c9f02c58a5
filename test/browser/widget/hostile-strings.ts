/** Steps of a linear congruential generator (Numerical Recipes, 2nd ed., p. 284): the same seed gives the same strings. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const CALLS = ["alert(1)", "window.pwned=1", "top.pwned=1", "fetch('//evil.example')"];
const ELEMENTS = ["img src=x onerror=", "svg onload=", "body onload=", "input autofocus onfocus="];
const SCHEMES = [
  "javascript:",
  "JaVaScRiPt:",
  "java\tscript:",
  "\u0001javascript:",
  "javascript&colon;",
  "data:text/html,",
  "vbscript:",
  "blob:",
  "file:///",
  "https://shop.example@evil.example/",
  "http://[::1]/",
  "https://a.example/\u202egpj.exe?",
  "//evil.example/",
  "mailto:a@b.example?bcc=",
];
const MARKS = ["\u0301", "\u0316", "\u0489", "\u20dd", "\u1ab0"];
const TRICKS = [
  "\u202e",
  "\u2066",
  "\u2069",
  "\u200b",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u2028",
];
const WORDS = [
  "Donaudampfschifffahrt",
  "你好",
  "שלום",
  "مرحبا",
  "👩‍👩‍👧",
  "\u{e0041}",
  "ﷺ",
  "x",
  "\n\n",
  "\t",
];
const OTHER = [
  "{{constructor.constructor('pwned=1')()}}",
  "#{pwned=1}",
  "</style><style>*{display:none!important}</style>",
  "]]><![CDATA[",
  "&lt;script&gt;",
  "__proto__",
  "%00",
  "\\u003cscript\\u003e",
  "{name} {text} {n}",
  "$& $1 $` $'",
];

/**
 * One string that means harm: scripts, attributes, addresses, tricks with direction and invisible characters, heaps of combining marks, words without
 * end, templates, and mixtures of them.
 *
 * @param random 0 to 1
 */
export function hostileString(random: () => number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const times = (most: number) => 1 + Math.floor(random() * most);
  const call = pick(CALLS);
  switch (Math.floor(random() * 9)) {
    case 0:
      return `<script>${call}</script>${pick(WORDS)}`;
    case 1:
      return `${pick(['"', "'", ">", "`", ""])}><${pick(ELEMENTS)}${pick(['"', "'", ""])}${call}>`;
    case 2:
      return `${pick(SCHEMES)}${call}`;
    case 3:
      return `${pick(WORDS)} https://evil.example/${pick(['"', "'", "<", ")"])}onmouseover=${call} ${pick(SCHEMES)}`;
    case 4:
      return `${pick(TRICKS)}${pick(WORDS)}${pick(TRICKS)}${pick(SCHEMES)}${call}${pick(TRICKS)}`;
    case 5:
      return `e${pick(MARKS).repeat(times(400))}${pick(WORDS)}`;
    case 6:
      return pick(WORDS).repeat(times(200));
    case 7:
      return pick(OTHER);
    default:
      return `${hostileString(random)}${pick(TRICKS)}${hostileString(random)}`;
  }
}

/** As many bytes of combining marks on one letter. */
export const heapOfMarks = (bytes: number): string => `a${"\u0301".repeat(Math.floor(bytes / 2))}`;
