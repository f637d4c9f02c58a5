import { randomUUID } from "node:crypto";
import { type HttpApiFacts, type HttpRequest, httpEvent } from "./http-event.ts";
import { gatewayError, type HttpResponse, readHttpResponse } from "./http-response.ts";
import { type HttpRoute, matchRoute } from "./http-routes.ts";

const INTEGRATION_MS = 30_000;
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const LATE = Symbol("late");

/** What an HTTP API did since it started; counters only ever grow. */
export interface HttpStats {
  requests: number;
  /** Answers by status. */
  statuses: Record<number, number>;
}

/** An HTTP API with Lambda integrations. */
export class HttpApi {
  readonly stats: HttpStats = { requests: 0, statuses: {} };
  readonly #facts: HttpApiFacts;
  readonly #routes: readonly HttpRoute[];

  constructor(facts: HttpApiFacts, routes: readonly HttpRoute[]) {
    this.#facts = facts;
    this.#routes = routes;
  }

  /** Whether some route takes the request. */
  takes(method: string, path: string): boolean {
    return matchRoute(this.#routes, method, path) !== undefined;
  }

  /** Answers a request; never rejects. */
  async handle(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.#handle(request);
    this.stats.requests += 1;
    this.stats.statuses[response.status] = (this.stats.statuses[response.status] ?? 0) + 1;
    return response;
  }

  async #handle(request: HttpRequest): Promise<HttpResponse> {
    const match = matchRoute(this.#routes, request.method, request.path);
    if (!match) return gatewayError(404, "Not Found");
    if (request.body.length > MAX_BODY_BYTES) return gatewayError(413, "Request Entity Too Large");
    const event = httpEvent(this.#facts, request, match, randomUUID(), Date.now());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(LATE), INTEGRATION_MS);
    });
    try {
      const value = await Promise.race([match.route.invoke(event), late]);
      return value === LATE ? gatewayError(503, "Service Unavailable") : readHttpResponse(value);
    } catch {
      return gatewayError(500, "Internal Server Error");
    } finally {
      clearTimeout(timer);
    }
  }
}
