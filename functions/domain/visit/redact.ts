const MAIL = /[^\s/@]+@[^\s/@]+\.[^\s/@]+/g;
const DIGITS = /\d(?:[ -]?\d){12,18}/g;

/** Luhn's check sum, which every payment card number passes and nine of ten others fail. */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Text without e-mail addresses and payment card numbers: each becomes one `…`. */
export function redact(text: string): string {
  return text
    .replace(MAIL, "…")
    .replace(DIGITS, (found) => (isCardNumber(found.replace(/\D/g, "")) ? "…" : found));
}

/** A page's path without its query and fragment, redacted. */
export function cleanPath(path: string): string {
  return redact(path.split(/[?#]/, 1)[0] ?? "");
}
