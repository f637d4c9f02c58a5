import type { LambdaInvoke } from "./lambda.ts";

/** A Lambda REQUEST authorizer of a `$connect` route. */
export interface Authorizer {
  readonly invoke: LambdaInvoke;
  /** Such as `route.request.querystring.EIO`; a handshake without one of them is refused unheard. */
  readonly identitySources: readonly string[];
}

export type Authorization =
  | { readonly kind: "allow"; readonly context: Record<string, string | number> }
  | { readonly kind: "refuse"; readonly status: 401 | 403 | 500; readonly message: string };

interface Handshake {
  readonly headers: Record<string, string>;
  readonly queryStringParameters: Record<string, string> | undefined;
}

const UNAUTHORIZED: Authorization = { kind: "refuse", status: 401, message: "Unauthorized" };
const BROKEN: Authorization = { kind: "refuse", status: 500, message: "Internal server error" };

/** Whether the handshake carries every identity source that the authorizer demands. */
export function hasIdentity(sources: readonly string[], handshake: Handshake): boolean {
  return sources.every((source) => {
    const [, place, name] = /^route\.request\.(querystring|header)\.(.+)$/.exec(source) ?? [];
    if (name === undefined) return false;
    if (place === "querystring") return Boolean(handshake.queryStringParameters?.[name]);
    const wanted = name.toLowerCase();
    return Object.entries(handshake.headers).some(
      ([header, value]) => header.toLowerCase() === wanted && value !== "",
    );
  });
}

/**
 * Calls the authorizer and reads its verdict: 401 without identity or when it throws exactly
 * "Unauthorized", 403 when its policy doesn't allow `methodArn`, 500 for anything malformed.
 */
export async function authorize(
  authorizer: Authorizer,
  event: Handshake & { readonly methodArn: string },
  contextBytes: number,
): Promise<Authorization> {
  if (!hasIdentity(authorizer.identitySources, event)) return UNAUTHORIZED;
  let verdict: unknown;
  try {
    verdict = await authorizer.invoke(event);
  } catch (error) {
    return error instanceof Error && error.message === "Unauthorized" ? UNAUTHORIZED : BROKEN;
  }
  return readVerdict(verdict, event.methodArn, contextBytes);
}

/** Turns an authorizer's return value into a verdict; context values become strings. */
export function readVerdict(
  verdict: unknown,
  methodArn: string,
  contextBytes: number,
): Authorization {
  if (!isRecord(verdict) || typeof verdict.principalId !== "string") return BROKEN;
  const policy = verdict.policyDocument;
  if (!isRecord(policy) || !Array.isArray(policy.Statement)) return BROKEN;
  const matching = policy.Statement.filter((one) => isRecord(one) && covers(one, methodArn));
  const allowed =
    matching.some((one) => one.Effect === "Allow") &&
    !matching.some((one) => one.Effect === "Deny");
  if (!allowed) {
    return {
      kind: "refuse",
      status: 403,
      message: "User is not authorized to access this resource",
    };
  }
  const context: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(verdict.context ?? {})) {
    if (typeof value === "object" || value === undefined) return BROKEN;
    context[key] = String(value);
  }
  if (Buffer.byteLength(JSON.stringify(context)) > contextBytes) return BROKEN;
  return {
    kind: "allow",
    context: { principalId: verdict.principalId, integrationLatency: 1, ...context },
  };
}

function covers(statement: Record<string, unknown>, methodArn: string): boolean {
  const actions = [statement.Action].flat().map(String);
  const resources = [statement.Resource].flat().map(String);
  return (
    actions.some((action) => matches(action.toLowerCase(), "execute-api:invoke")) &&
    resources.some((resource) => matches(resource, methodArn))
  );
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
