/** Is this a record of plain values, as an invitation's `values` are? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Is this a list of texts? */
export function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/**
 * Reads a list of unknown values one after the other. The first value that is not what was asked for sets `failed`, and from then on every answer is
 * only a placeholder: look at `failed` once at the end.
 */
export class Reader {
  failed = false;
  #at = 0;
  readonly #values: readonly unknown[];

  constructor(list: unknown) {
    this.#values = Array.isArray(list) ? list : [];
    this.failed = !Array.isArray(list);
  }

  /** The next value if it passes, else `otherwise` and failure. */
  #take<T>(passes: (value: unknown) => value is T, otherwise: T): T {
    const value = this.#values[this.#at];
    this.#at += 1;
    if (passes(value)) return value;
    this.failed = true;
    return otherwise;
  }

  number(): number {
    return this.#take<number>(isNumber, 0);
  }

  text(): string {
    return this.#take<string>(isText, "");
  }

  words(): string[] {
    return this.#take(isWords, []);
  }

  record(): Readonly<Record<string, unknown>> {
    return this.#take(isRecord, {});
  }

  /** A value by its code, which is its place in the list. */
  code<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const code = this.number();
    const value = list[code];
    if (value === undefined) this.failed = true;
    return value ?? (list[0] as T);
  }

  /** What `read` reads here, or undefined where the list says null or has ended. */
  maybe<T>(read: (reader: Reader) => T): T | undefined {
    const value = this.#values[this.#at];
    if (value !== undefined && value !== null) return read(this);
    this.#at += 1;
    return undefined;
  }

  /** The next value, itself a list, read by `read`. */
  tuple<T>(read: (reader: Reader) => T): T {
    const inner = new Reader(this.#values[this.#at]);
    this.#at += 1;
    const value = read(inner);
    this.failed ||= inner.failed;
    return value;
  }

  /** The next value, a list of at most `most` entries, each read by `read`. */
  list<T>(most: number, read: (reader: Reader) => T): T[] {
    const value = this.#values[this.#at];
    this.#at += 1;
    if (!Array.isArray(value) || value.length > most) {
      this.failed = true;
      return [];
    }
    const inner = new Reader(value);
    const out: T[] = [];
    while (out.length < value.length && !inner.failed) out.push(read(inner));
    this.failed ||= inner.failed;
    return out;
  }

  /** The next value, a list of numbers by code; zeroes are left out. */
  counts<K extends string>(kinds: readonly K[]): Partial<Record<K, number>> {
    const numbers = this.list(kinds.length, (reader) => reader.number());
    const counts: Partial<Record<K, number>> = {};
    numbers.forEach((number, code) => {
      const kind = kinds[code];
      if (kind !== undefined && number > 0) counts[kind] = number;
    });
    return counts;
  }
}
