import type { Properties } from "../properties.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Compiles a response headers policy.
 *
 * @param localize gives addresses inside header values their local form
 * @returns the headers to set on a response, from the request's Origin header if it has one
 */
export function headersPolicy(
  config: Properties,
  localize: (text: string) => string,
): (origin: string | undefined) => Headers {
  const always = { ...security(config.part("SecurityHeadersConfig"), localize), ...custom(config) };
  const cors = config.has("CorsConfig") ? config.part("CorsConfig") : undefined;
  return (origin) =>
    cors && origin !== undefined ? { ...always, ...crossOrigin(cors, origin) } : always;
}

function security(config: Properties, localize: (text: string) => string): Headers {
  const headers: Record<string, string> = {};
  if (config.has("ContentSecurityPolicy")) {
    const policy = config.part("ContentSecurityPolicy").text("ContentSecurityPolicy");
    headers["content-security-policy"] = localize(policy);
  }
  if (config.has("ContentTypeOptions")) headers["x-content-type-options"] = "nosniff";
  if (config.has("FrameOptions")) {
    headers["x-frame-options"] = config.part("FrameOptions").text("FrameOption");
  }
  if (config.has("ReferrerPolicy")) {
    headers["referrer-policy"] = config.part("ReferrerPolicy").text("ReferrerPolicy");
  }
  // No Strict-Transport-Security: this machine speaks plain HTTP, where browsers ignore it.
  return headers;
}

function custom(config: Properties): Headers {
  const items = config.part("CustomHeadersConfig").parts("Items");
  return Object.fromEntries(
    items.map((item) => [item.text("Header").toLowerCase(), item.text("Value")]),
  );
}

function crossOrigin(cors: Properties, origin: string): Headers {
  const list = (name: string) => cors.part(name).texts("Items");
  const origins = list("AccessControlAllowOrigins");
  const any = origins.includes("*");
  if (!any && !origins.includes(origin)) return {};
  return {
    "access-control-allow-origin": any ? "*" : origin,
    "access-control-allow-methods": list("AccessControlAllowMethods").join(", "),
    "access-control-allow-headers": list("AccessControlAllowHeaders").join(", "),
    ...(any ? {} : { vary: "Origin" }),
  };
}
