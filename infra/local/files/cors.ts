import type { CorsRule } from "./spec.ts";

/** What a browser asks, or has asked before. */
export interface CrossOrigin {
  readonly origin: string;
  readonly method: string;
  /** Lower case; those of a preflight. */
  readonly headers: readonly string[];
}

/** Headers that let a page of this origin have the answer; undefined when no rule does. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { origin, method, headers }: CrossOrigin,
): Record<string, string> | undefined {
  const rule = rules.find(
    (each) =>
      each.origins.some((one) => one === "*" || one === origin) &&
      each.methods.includes(method) &&
      headers.every((name) => each.headers.includes("*") || each.headers.includes(name)),
  );
  if (!rule) return undefined;
  return {
    "access-control-allow-origin": rule.origins.includes("*") ? "*" : origin,
    "access-control-allow-methods": rule.methods.join(", "),
    ...(headers.length > 0 && { "access-control-allow-headers": headers.join(", ") }),
    ...(rule.maxAge !== undefined && { "access-control-max-age": String(rule.maxAge) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
