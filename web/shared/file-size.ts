const KILO = 1024;

/** A file's size in a language's own words, "1.2 MB", as most systems count it: a megabyte is 1,024 kilobytes of 1,024 bytes. The smallest is one kilobyte. */
export function fileSize(bytes: number, language: string): string {
  const large = bytes >= KILO * KILO;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large ? 1 : 0,
  }).format(Math.max(bytes / (large ? KILO * KILO : KILO), 1));
}
