/**
 * A table in the format of RFC 4180: CRLF, quotes where they are needed, doubled inside. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): one
 * that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Numbers are written as they are.
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const defused = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
