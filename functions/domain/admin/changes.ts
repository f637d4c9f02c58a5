/** Lines of one change; what is beyond is counted. */
const MOST_LINES = 20;
const MOST_CHARACTERS = 80;
/** Something new with more fields is only named. */
const MOST_FIELDS = 3;

/**
 * What is other between two values of JSON, a line for each place: `usual.1: 09:00–17:00 → 10:00–14:00`. Objects are entered, lists are compared as a whole.
 * @returns no line where both say the same
 */
export function changesOf(before: unknown, after: unknown): readonly string[] {
  const lines = [...differences(before, after, [])];
  const beyond = lines.length - MOST_LINES;
  return beyond > 0 ? [...lines.slice(0, MOST_LINES), `and ${beyond} more`] : lines;
}

function* differences(a: unknown, b: unknown, path: readonly string[]): Generator<string> {
  const [whole, end] = isObject(a) ? [a, "taken away"] : [b, "added"];
  if (isObject(a) !== isObject(b) && path.length > 0 && isBroad(whole)) {
    yield `${path.join(".")}: ${end}`;
  } else if (isObject(a) || isObject(b)) {
    const [before, after] = [isObject(a) ? a : {}, isObject(b) ? b : {}];
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differences(own(before, key), own(after, key), [...path, key]);
    }
  } else if (JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)) {
    yield `${path.join(".")}: ${shown(a)} → ${shown(b)}`;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isBroad = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length > MOST_FIELDS;

const own = (fields: Fields, key: string) => (Object.hasOwn(fields, key) ? fields[key] : undefined);

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = Array.isArray(value)
    ? value.map((each) => (Array.isArray(each) ? each.join("–") : String(each))).join(", ")
    : String(value);
  if (text === "") return "nothing";
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
