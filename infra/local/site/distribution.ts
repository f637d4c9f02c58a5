import type { HttpApi } from "../http/http-api.ts";
import type { HttpRequest } from "../http/http-event.ts";
import type { HttpResponse } from "../http/http-response.ts";
import type { Buckets, StoredFile } from "./bucket.ts";
import { type EdgeRequest, type EdgeVerdict, edgeFunction } from "./edge-function.ts";
import { headersPolicy } from "./headers-policy.ts";
import type { BehaviourSpec, DistributionSpec } from "./spec.ts";

export interface DistributionOptions {
  readonly spec: DistributionSpec;
  readonly buckets: Buckets;
  /** HTTP APIs by host name, for behaviours whose origin is one. */
  readonly apis: ReadonlyMap<string, HttpApi>;
  readonly localize: (text: string) => string;
}

interface Behaviour {
  readonly spec: BehaviourSpec;
  readonly matches: RegExp;
  readonly headers: (origin: string | undefined) => Readonly<Record<string, string>>;
  readonly edge: ((request: EdgeRequest) => EdgeVerdict) | undefined;
}

const DENIED: HttpResponse = {
  status: 403,
  headers: { "content-type": "application/xml" },
  body: Buffer.from("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"),
};

/** A CloudFront distribution without its cache: behaviours, functions, headers, compression. */
export class Distribution {
  readonly #options: DistributionOptions;
  readonly #behaviours: readonly Behaviour[];

  constructor(options: DistributionOptions) {
    this.#options = options;
    this.#behaviours = options.spec.behaviours.map((spec) => ({
      spec,
      matches: pathPattern(spec.pattern),
      headers: spec.headersPolicy
        ? headersPolicy(spec.headersPolicy, options.localize)
        : () => ({}),
      edge: spec.viewerRequest === undefined ? undefined : edgeFunction(spec.viewerRequest),
    }));
  }

  /** Answers a request; never rejects unless a CloudFront function throws. */
  async handle(request: HttpRequest): Promise<HttpResponse> {
    const behaviour = this.#behaviours.find(({ matches }) => matches.test(request.path));
    if (!behaviour?.spec.methods.includes(request.method)) return DENIED;
    const verdict = behaviour.edge?.({
      method: request.method,
      uri: request.path,
      query: request.query,
      headers: request.headers,
      ip: request.sourceIp,
    });
    const response =
      verdict?.kind === "answer"
        ? { status: verdict.status, headers: verdict.headers, body: Buffer.from(verdict.body) }
        : await this.#fetch(behaviour, { ...request, path: verdict?.uri ?? request.path });
    const extra = behaviour.headers(request.headers.origin);
    return { ...response, headers: { ...response.headers, ...extra } };
  }

  async #fetch(behaviour: Behaviour, request: HttpRequest): Promise<HttpResponse> {
    const { domain, path } = behaviour.spec.origin;
    const api = this.#options.apis.get(domain);
    if (api) return api.handle({ ...request, path: `${path}${request.path}` });
    const bucket = domain.split(".s3.", 1)[0] ?? "";
    const { rootObject, errors } = this.#options.spec;
    const uri = request.path === "/" && rootObject ? `/${rootObject}` : request.path;
    const get = (of: string) => this.#options.buckets.get(bucket, decoded(`${path}${of}`).slice(1));
    const file = get(uri);
    if (file) return serve(file, 200, request, behaviour.spec.compress);
    const page = errors.find(({ code }) => code === DENIED.status);
    const instead = page && get(page.path);
    return instead ? serve(instead, page.status, request, behaviour.spec.compress) : DENIED;
  }
}

async function serve(
  file: StoredFile,
  status: number,
  request: HttpRequest,
  compress: boolean,
): Promise<HttpResponse> {
  const { etag } = file.headers;
  if (etag && request.headers["if-none-match"]?.includes(etag)) {
    return {
      status: 304,
      headers: { etag, ...pick(file, "cache-control") },
      body: Buffer.alloc(0),
    };
  }
  const wanted = compress && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const small = wanted ? await file.compressed() : undefined;
  const headers = small ? { "content-encoding": "gzip", vary: "Accept-Encoding" } : {};
  return { status, headers: { ...file.headers, ...headers }, body: small ?? file.body };
}

function pick(file: StoredFile, name: string): Record<string, string> {
  const value = file.headers[name];
  return value === undefined ? {} : { [name]: value };
}

/** A path pattern's `*` stands for any characters, its `?` for one. */
function pathPattern(pattern: string | undefined): RegExp {
  if (pattern === undefined) return /^/;
  const source = pattern
    .replace(/^(?!\/|\*)/, "/")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
