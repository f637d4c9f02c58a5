import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Template } from "./assembly.ts";

const database = loadAwsServiceSpecSync();

type Resource =
  ReturnType<(typeof database)["all"]> extends unknown
    ? { readonly properties: Readonly<Record<string, Property>> }
    : never;
interface Property {
  readonly type: Type;
  readonly previousTypes?: readonly Type[];
  readonly required?: boolean;
}
type Type =
  | { readonly type: "array" | "map"; readonly element: Type }
  | { readonly type: "ref"; readonly reference: { readonly $ref: string } }
  | { readonly type: "union"; readonly types: readonly Type[] }
  | { readonly type: "string"; readonly allowedValues?: readonly string[] }
  | {
      readonly type: "number" | "integer" | "boolean" | "json" | "date-time" | "null" | "tag";
    };

/**
 * Checks every resource's properties against CloudFormation's own schemas: unknown types and
 * properties, missing ones, and values of the wrong shape.
 *
 * @returns one line per fault, `<logical id>.<path>: <fault>`; none when all is well
 */
export function faults(template: Template): readonly string[] {
  return Object.entries(template.Resources).flatMap(([id, { Type: type, Properties }]) => {
    if (type.startsWith("Custom::")) return [];
    const [resource] = database.lookup("resource", "cloudFormationType", "equals", type);
    if (!resource) return [`${id}: unknown type ${type}`];
    return inObject(Properties ?? {}, (resource as unknown as Resource).properties, id);
  });
}

function inObject(
  value: unknown,
  properties: Readonly<Record<string, Property>>,
  path: string,
): readonly string[] {
  if (isIntrinsic(value)) return [];
  if (!isRecord(value)) return [`${path}: not an object`];
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required && value[name] === undefined)
    .map(([name]) => `${path}.${name}: missing`);
  const wrong = Object.entries(value).flatMap(([name, inner]) => {
    const property = properties[name];
    if (!property) return [`${path}.${name}: unknown property`];
    return inAny(inner, [property.type, ...(property.previousTypes ?? [])], `${path}.${name}`);
  });
  return [...missing, ...wrong];
}

/** The faults against the first type, unless one of the others fits. */
function inAny(value: unknown, types: readonly Type[], path: string): readonly string[] {
  const found = types.map((type) => inType(value, type, path));
  return found.some((each) => each.length === 0) ? [] : (found[0] ?? []);
}

function inType(value: unknown, type: Type, path: string): readonly string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case "json":
      return isRecord(value) || typeof value === "string" ? [] : [`${path}: not JSON`];
    case "tag":
    case "null":
      return [];
    case "array":
      if (!Array.isArray(value)) return [`${path}: not a list`];
      return value.flatMap((each, index) => inType(each, type.element, `${path}[${index}]`));
    case "map":
      if (!isRecord(value)) return [`${path}: not a map`];
      return Object.entries(value).flatMap(([key, each]) =>
        inType(each, type.element, `${path}.${key}`),
      );
    case "union":
      return inAny(value, type.types, path);
    case "ref": {
      const definition = database.get("typeDefinition", type.reference.$ref);
      return inObject(value, definition.properties as Readonly<Record<string, Property>>, path);
    }
    case "string":
      return inString(value, type.allowedValues, path);
    default:
      return inScalar(value, type.type, path);
  }
}

function inString(
  value: unknown,
  allowed: readonly string[] | undefined,
  path: string,
): readonly string[] {
  if (typeof value !== "string") return [`${path}: not a string`];
  if (allowed && !allowed.includes(value)) return [`${path}: ${value} is not allowed`];
  return [];
}

/** CloudFormation reads numbers and booleans from strings as well. */
function inScalar(value: unknown, type: string, path: string): readonly string[] {
  const text = String(value);
  const fits =
    type === "boolean"
      ? /^(true|false)$/.test(text)
      : type === "integer"
        ? /^-?\d+$/.test(text)
        : type === "number"
          ? text !== "" && Number.isFinite(Number(text))
          : typeof value === "string";
  return fits ? [] : [`${path}: not a ${type}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A reference or function that CloudFormation resolves, whose type can't be told here. */
function isIntrinsic(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && key !== undefined && (key === "Ref" || key.startsWith("Fn::"));
}
