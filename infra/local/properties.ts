import type { ResolvedTemplate, Resource } from "./template.ts";
import { isRecord, TemplateError } from "./template-error.ts";

/** Typed reading of a resource's evaluated properties; a wrong type is a `TemplateError`. */
export class Properties {
  readonly id: string;
  readonly #at: string;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(id: string, values: Readonly<Record<string, unknown>>, at = id) {
    this.id = id;
    this.#at = at;
    this.#values = values;
  }

  get raw(): Readonly<Record<string, unknown>> {
    return this.#values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  text(name: string, fallback?: string): string {
    const value = this.#values[name] ?? fallback;
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw new TemplateError(`${this.#at}.${name} is not a string.`);
  }

  number(name: string, fallback?: number): number {
    const value = Number(this.#values[name] ?? fallback);
    if (Number.isFinite(value)) return value;
    throw new TemplateError(`${this.#at}.${name} is not a number.`);
  }

  flag(name: string): boolean {
    return this.#values[name] === true || this.#values[name] === "true";
  }

  texts(name: string): string[] {
    const value = this.#values[name] ?? [];
    if (Array.isArray(value)) return value.map(String);
    throw new TemplateError(`${this.#at}.${name} is not a list.`);
  }

  /** A nested object; empty when the property is absent. */
  part(name: string): Properties {
    const value = this.#values[name] ?? {};
    if (isRecord(value)) return new Properties(this.id, value, `${this.#at}.${name}`);
    throw new TemplateError(`${this.#at}.${name} is not an object.`);
  }

  /** A list of nested objects; empty when the property is absent. */
  parts(name: string): Properties[] {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) throw new TemplateError(`${this.#at}.${name} is not a list.`);
    return value.map((item, index) => {
      const at = `${this.#at}.${name}[${index}]`;
      if (!isRecord(item)) throw new TemplateError(`${at} is not an object.`);
      return new Properties(this.id, item, at);
    });
  }

  /** Fails for a property that would change what runs, and that the runner can't honour. */
  refuse(name: string): void {
    if (!this.has(name)) return;
    throw new TemplateError(`The local stage doesn't know ${this.#at}.${name}.`);
  }
}

/** All resources of a type. */
export function ofType({ resources }: ResolvedTemplate, type: string): Properties[] {
  return Object.entries(resources)
    .filter((entry): entry is [string, Resource] => entry[1].Type === type)
    .map(([id, resource]) => new Properties(id, resource.Properties));
}
