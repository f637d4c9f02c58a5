import type { HttpEvent } from "./http-request.ts";

/** Headers that let a page of an allowed origin read the answer; none for any other. */
export function corsHeaders(
  { headers }: HttpEvent,
  origins: readonly string[],
): Readonly<Record<string, string>> {
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return { vary: "origin" };
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-headers": "authorization, content-type, if-match",
    "access-control-allow-methods": "GET, POST, PUT, DELETE",
    "access-control-expose-headers": "etag",
    "access-control-max-age": "600",
    vary: "origin",
  };
}

export function isPreflight({ requestContext, headers }: HttpEvent): boolean {
  return (
    requestContext.http.method === "OPTIONS" &&
    headers["access-control-request-method"] !== undefined
  );
}
