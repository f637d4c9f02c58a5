import { isRecord, TemplateError } from "../template-error.ts";

/**
 * Whether an event matches an EventBridge pattern: every field of the pattern must hold one of the
 * listed values. Knows exact values, `prefix`, `suffix`, `exists` and `anything-but`.
 *
 * @throws TemplateError for a matcher it doesn't know
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? event : [event];
    return pattern.some((matcher) => values.some((value) => matchesOne(matcher, value)));
  }
  if (!isRecord(pattern)) throw new TemplateError("An event pattern's fields must be lists.");
  const fields = isRecord(event) ? event : {};
  return Object.entries(pattern).every(([key, part]) => matchesPattern(part, fields[key]));
}

function matchesOne(matcher: unknown, value: unknown): boolean {
  if (!isRecord(matcher)) return matcher === value;
  const [operator, argument] = Object.entries(matcher)[0] ?? [];
  if (operator === "prefix") return typeof value === "string" && value.startsWith(String(argument));
  if (operator === "suffix") return typeof value === "string" && value.endsWith(String(argument));
  if (operator === "exists") return (value !== undefined) === argument;
  if (operator === "anything-but") {
    return value !== undefined && ![argument].flat().includes(value);
  }
  throw new TemplateError(`The local stage doesn't know the event matcher "${operator}".`);
}
