/** Says on stderr how far a benchmark has come; stdout is for its figures alone. */
export function progress(bench: string, what: string): void {
  process.stderr.write(`${bench}: ${what}\n`);
}
