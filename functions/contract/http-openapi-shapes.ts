/** A JSON Schema, as far as the description of the HTTP API uses it. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly $ref?: string;
}

/** An object of these properties and no others; a name that ends in `?` may be missing. */
export function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(properties);
  return {
    type: "object",
    ...(description !== undefined && { description }),
    required: names.filter((name) => !name.endsWith("?")),
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name.replace(/\?$/, ""), schema]),
    ),
    additionalProperties: false,
  };
}

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const list = (items: Schema, more: Partial<Schema> = {}): Schema => ({
  type: "array",
  items,
  ...more,
});
export const text = (more: Partial<Schema> = {}): Schema => ({ type: "string", ...more });
export const number = (more: Partial<Schema> = {}): Schema => ({ type: "number", ...more });
export const whole = (more: Partial<Schema> = {}): Schema => ({ type: "integer", ...more });
export const when: Schema = whole({ description: "Epoch ms." });
