/** @returns the address, if it is one of the web that can be followed safely */
export function webAddress(value: unknown): string | undefined {
  return typeof value === "string" && /^https?:\/\//i.test(value) ? value : undefined;
}
