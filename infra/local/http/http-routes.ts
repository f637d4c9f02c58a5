import type { LambdaInvoke } from "../gateway/lambda.ts";

export interface HttpRoute {
  /** `ANY /api/{proxy+}` or `$default`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly invoke: LambdaInvoke;
}

export interface RouteMatch {
  readonly route: HttpRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Picks the route of a request as API Gateway does: a full match beats a greedy one, a longer
 * greedy path a shorter one, a named method beats ANY, and `$default` comes last.
 */
export function matchRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): RouteMatch | undefined {
  const matches = routes.flatMap((route) => {
    if (route.method !== "ANY" && route.method !== method) return [];
    const parameters = matchPath(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  return matches.sort((a, b) => rank(b.route) - rank(a.route))[0];
}

/** Parameters of a path that matches the pattern, or undefined when it doesn't. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  if (pattern === "$default") return {};
  const wanted = pattern.split("/");
  const given = path.split("/");
  const parameters: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const [, name, greedy] = /^\{(.+?)(\+)?\}$/.exec(part) ?? [];
    const value = given[at];
    if (value === undefined) return undefined;
    if (name !== undefined && greedy) {
      const rest = given.slice(at).join("/");
      return rest === "" ? undefined : { ...parameters, [name]: decode(rest) };
    }
    if (name !== undefined && value !== "") parameters[name] = decode(value);
    else if (part !== value) return undefined;
  }
  return wanted.length === given.length ? parameters : undefined;
}

function rank({ path, method }: HttpRoute): number {
  const base = path === "$default" ? 0 : path.length + (path.includes("+}") ? 1_000 : 1_000_000);
  return base * 2 + (method === "ANY" ? 0 : 1);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
