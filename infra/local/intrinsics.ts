import type { Attributes, Template } from "./template.ts";
import { isRecord, TemplateError } from "./template-error.ts";

/** What an expression may refer to. */
export interface Scope {
  readonly template: Template;
  readonly pseudo: Readonly<Record<string, string>>;
  readonly attributes: Attributes;
}

/** `AWS::NoValue`: whatever holds it disappears. */
const NOTHING = Symbol("AWS::NoValue");

type Evaluate = (argument: unknown, scope: Scope, at: string) => unknown;

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (name, scope, at) => ref(text(name, at), scope, at),
  "Fn::GetAtt": (argument, scope, at) => {
    const [id = "", ...rest] = Array.isArray(argument) ? argument : text(argument, at).split(".");
    return attribute(
      text(id, at),
      rest.map((part) => text(fold(part, scope, at), at)).join("."),
      scope,
      at,
    );
  },
  "Fn::Join": (argument, scope, at) => {
    const [separator, parts] = list(argument, at);
    return list(fold(parts, scope, at), at)
      .map((part) => text(part, at))
      .join(text(separator, at));
  },
  "Fn::Sub": (argument, scope, at) => {
    const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(text(pattern, at), isRecord(own) ? own : {}, scope, at);
  },
  "Fn::Select": (argument, scope, at) => {
    const [index, from] = list(argument, at);
    const found = list(fold(from, scope, at), at)[Number(fold(index, scope, at))];
    return found ?? fail(at, `Fn::Select finds nothing at ${String(index)}`);
  },
  "Fn::Split": (argument, scope, at) => {
    const [separator, from] = list(argument, at);
    return text(fold(from, scope, at), at).split(text(separator, at));
  },
  "Fn::If": (argument, scope, at) => {
    const [condition, yes, no] = list(argument, at);
    return fold(evaluateCondition(text(condition, at), scope, at) ? yes : no, scope, at);
  },
  "Fn::FindInMap": (argument, scope, at) => {
    const path = list(fold(argument, scope, at), at).map((part) => text(part, at));
    const found = path.reduce<unknown>(
      (from, key) => (isRecord(from) ? from[key] : undefined),
      scope.template.Mappings,
    );
    return found ?? fail(at, `Fn::FindInMap finds nothing at ${path.join(".")}`);
  },
  "Fn::Base64": (argument, scope, at) =>
    Buffer.from(text(fold(argument, scope, at), at)).toString("base64"),
};

/** Evaluates the intrinsic functions inside a value; `at` names its place for error messages. */
export function fold(value: unknown, scope: Scope, at: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => fold(item, scope, `${at}[${index}]`))
      .filter((item) => item !== NOTHING);
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === "Ref" || only[0].startsWith("Fn::"))) {
    const evaluate = FUNCTIONS[only[0]];
    if (!evaluate) return fail(at, `${only[0]} is not supported`);
    return evaluate(only[1], scope, at);
  }
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, fold(item, scope, `${at}.${key}`)] as const)
      .filter(([, item]) => item !== NOTHING),
  );
}

/** Whether a named condition of the template holds. */
export function evaluateCondition(name: string, scope: Scope, at: string): boolean {
  if (!(name in scope.template.Conditions)) return fail(at, `there is no condition ${name}`);
  return holds(scope.template.Conditions[name], scope, `Conditions.${name}`);
}

function holds(expression: unknown, scope: Scope, at: string): boolean {
  const [operator, argument] = Object.entries(isRecord(expression) ? expression : {})[0] ?? [];
  if (operator === "Condition") return evaluateCondition(text(argument, at), scope, at);
  const each = () => list(argument, at).map((part) => holds(part, scope, at));
  if (operator === "Fn::And") return each().every(Boolean);
  if (operator === "Fn::Or") return each().some(Boolean);
  if (operator === "Fn::Not") return !each()[0];
  if (operator === "Fn::Equals") {
    const [left, right] = list(argument, at).map((side) => JSON.stringify(fold(side, scope, at)));
    return left === right;
  }
  return fail(at, `${operator ?? "an empty condition"} is not supported`);
}

function ref(name: string, scope: Scope, at: string): unknown {
  if (name === "AWS::NoValue") return NOTHING;
  const pseudo = scope.pseudo[name];
  if (pseudo !== undefined) return pseudo;
  const parameter = scope.template.Parameters[name];
  if (parameter) return parameter.Default ?? fail(at, `parameter ${name} has no default`);
  return attribute(name, "Ref", scope, at);
}

function attribute(id: string, name: string, scope: Scope, at: string): string {
  if (!scope.template.Resources[id]) return fail(at, `there is no resource ${id}`);
  const value = scope.attributes(id, name);
  if (value !== undefined) return value;
  const type = scope.template.Resources[id].Type;
  return fail(at, `${type} ${id} has no attribute ${name} here`);
}

function substitute(
  pattern: string,
  own: Record<string, unknown>,
  scope: Scope,
  at: string,
): string {
  return pattern.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (name in own) return text(fold(own[name], scope, at), at);
    const [id = "", ...rest] = name.split(".");
    if (rest.length > 0) return attribute(id, rest.join("."), scope, at);
    return text(ref(name, scope, at), at);
  });
}

function text(value: unknown, at: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return fail(at, `expected a string, not ${JSON.stringify(value)}`);
}

function list(value: unknown, at: string): unknown[] {
  return Array.isArray(value) ? value : fail(at, "expected a list");
}

function fail(at: string, problem: string): never {
  throw new TemplateError(`${at}: ${problem}.`);
}
