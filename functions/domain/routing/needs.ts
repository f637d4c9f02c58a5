import type { RoutingRequest } from "../conversation/head.ts";
import type { SiteLanguages } from "./contact.ts";
import { DEFAULTS, type Params } from "./params.ts";

export { DEFAULTS, type Params } from "./params.ts";

/**
 * Where a request stands on its ladder. Every later step admits whoever an earlier one did. "fluent": agents fluent in the language. "workable": also
 * those who get by in it. "translated": also those fluent in the site's fallback language. "anyone": the language is not known, so that it excludes nobody.
 */
export type StepName = "fluent" | "workable" | "translated" | "anyone";

export interface Step {
  readonly name: StepName;
  /** 0 is the strictest. */
  readonly index: number;
  /** What the match, less the price of the slot to others, must reach. */
  readonly level: number;
}

/** Milliseconds waited; never negative, whatever the clocks say. */
export function waited(request: Pick<RoutingRequest, "since">, now: number): number {
  return Math.max(0, now - request.since);
}

/** Whether the language is known well enough to be a need. */
export function isCertain(request: RoutingRequest, params: Params = DEFAULTS): boolean {
  return request.languageConfidence >= params.certainLanguage;
}

/** The falling reservation level after `ms` of waiting; lower where the language itself is a guess, since no match is sure then. */
export function reservationLevel(request: RoutingRequest, ms: number, params: Params): number {
  return startLevel(request, params) * (1 - ms / params.reservation.fallMs);
}

/** When the reservation level will have fallen to `net` (epoch ms); undefined if it is there or never comes. */
export function levelReaches(
  request: RoutingRequest,
  net: number,
  now: number,
  params: Params,
): number | undefined {
  if (net <= 0 || net >= reservationLevel(request, waited(request, now), params)) return undefined;
  const share = 1 - net / startLevel(request, params);
  // Rounding may put the crossing at this very moment, and whoever looks again then would do so for ever.
  return Math.max(now + 1, request.since + Math.ceil(params.reservation.fallMs * share));
}

function startLevel(request: RoutingRequest, params: Params): number {
  const sure = isCertain(request, params) ? 1 : request.languageConfidence;
  return params.reservation.start * sure;
}

/** The step that a request is on at `now`. */
export function stepAt(
  request: RoutingRequest,
  now: number,
  site: SiteLanguages | undefined,
  params: Params = DEFAULTS,
): Step {
  const ms = waited(request, now);
  const reached = ladder(request, site, params).filter((step) => step.afterMs <= ms);
  return {
    name: reached.at(-1)?.name ?? "fluent",
    index: Math.max(0, reached.length - 1),
    level: reservationLevel(request, ms, params),
  };
}

/** When the step will have changed, or the level fallen away; undefined when neither will. */
export function nextChange(
  request: RoutingRequest,
  now: number,
  site: SiteLanguages | undefined,
  params: Params = DEFAULTS,
): number | undefined {
  const ms = waited(request, now);
  const times = ladder(request, site, params).map((step) => step.afterMs);
  times.push(params.reservation.fallMs);
  const next = times.filter((at) => at > ms).sort((a, b) => a - b)[0];
  return next === undefined ? undefined : request.since + next;
}

/** Language pools worth reading at this moment; the shopper's own first. */
export function poolsFor(
  request: RoutingRequest,
  now: number,
  site: SiteLanguages,
  params: Params = DEFAULTS,
): readonly string[] {
  const { name } = stepAt(request, now, site, params);
  const wide = name === "anyone" ? site.languages : [];
  const shared = name === "translated" || !isCertain(request, params) ? fallbackOf(site) : [];
  return [...new Set([request.language, ...shared, ...wide])];
}

/** Every language under which the request is to be queued, so that any agent who may take it now or later finds it. */
export function queueLanguages(
  request: RoutingRequest,
  site: SiteLanguages,
  params: Params = DEFAULTS,
): readonly string[] {
  const steps = ladder(request, site, params).map((step) => step.name);
  const wide = steps.includes("anyone") ? site.languages : [];
  const shared = steps.length > 2 || wide.length > 0 ? fallbackOf(site) : [];
  return [...new Set([request.language, ...shared, ...wide])];
}

function ladder(
  request: RoutingRequest,
  site: SiteLanguages | undefined,
  params: Params,
): readonly { readonly name: StepName; readonly afterMs: number }[] {
  const fluent = { name: "fluent", afterMs: 0 } as const;
  if (!isCertain(request, params)) {
    return [fluent, { name: "anyone", afterMs: params.widenAfterMs }];
  }
  const workable = { name: "workable", afterMs: params.workable.afterMs } as const;
  const foreign = site?.fallback !== undefined && site.fallback !== request.language;
  if (site?.translation !== true || !foreign) return [fluent, workable];
  const afterMs = Math.max(workable.afterMs, params.translated.afterMs);
  return [fluent, workable, { name: "translated", afterMs }];
}

function fallbackOf(site: SiteLanguages): readonly string[] {
  return site.fallback === undefined ? [] : [site.fallback];
}
