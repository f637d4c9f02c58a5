/** A template that can't be read or run; the message says which part and why. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
