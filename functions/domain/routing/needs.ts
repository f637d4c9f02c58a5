import type { RoutingRequest } from "../conversation/head.ts";
import type { SiteLanguages } from "./contact.ts";
import { DEFAULTS, type Params } from "./params.ts";

export { DEFAULTS, type Params } from "./params.ts";

/** Where a request stands on its ladder. */
export interface Step {
  /** 0 is the strictest. */
  readonly index: number;
  /** Least level in the shopper's language; 0 when the language is uncertain. */
  readonly language: number;
  /** Whether an agent of the site's fallback language may take it through a translation. */
  readonly translated: boolean;
  /** Least match. */
  readonly reservation: number;
}

/** Milliseconds waited; never negative, whatever the clocks say. */
export function waited(request: Pick<RoutingRequest, "since">, now: number): number {
  return Math.max(0, now - request.since);
}

/** Whether the language is known well enough to be a need. */
export function isCertain(request: RoutingRequest, params: Params = DEFAULTS): boolean {
  return request.languageConfidence >= params.certainLanguage;
}

/** The falling reservation level: least match that a request takes after `ms` of waiting. */
export function reservationLevel(ms: number, params: Params = DEFAULTS): number {
  const { start, fallMs, floor } = params.reservation;
  return Math.max(floor, start * (1 - ms / fallMs));
}

/** The step that a request is on at `now`. Every later step admits whoever an earlier one did. */
export function stepAt(
  request: RoutingRequest,
  now: number,
  site: SiteLanguages | undefined,
  params: Params = DEFAULTS,
): Step {
  const ms = waited(request, now);
  const reached = params.ladder.filter((step) => step.afterMs <= ms);
  const translated = canTranslate(request, site, params) && ms >= params.translateAfterMs;
  const certain = isCertain(request, params);
  const widened = !certain && ms >= params.widenAfterMs;
  return {
    index: Math.max(0, reached.length - 1) + (translated || widened ? 1 : 0),
    language: certain ? (reached.at(-1)?.language ?? 0) : 0,
    translated,
    reservation: reservationLevel(ms, params),
  };
}

/** When the step or the reservation level will have changed enough for another answer; undefined on the last step at the floor. */
export function nextChange(
  request: RoutingRequest,
  now: number,
  site: SiteLanguages | undefined,
  params: Params = DEFAULTS,
): number | undefined {
  const ms = waited(request, now);
  const times = params.ladder.map((step) => step.afterMs);
  if (canTranslate(request, site, params)) times.push(params.translateAfterMs);
  if (!isCertain(request, params)) times.push(params.widenAfterMs);
  if (request.lastAgent !== undefined) times.push(params.lastAgentMs);
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
  const step = stepAt(request, now, site, params);
  if (isCertain(request, params))
    return distinct([request.language, ...(step.translated ? fallbackOf(site) : [])]);
  const wide = waited(request, now) >= params.widenAfterMs;
  return distinct([request.language, ...fallbackOf(site), ...(wide ? site.languages : [])]);
}

/** Every language under which the request is to be queued, so that any agent who may take it now or later finds it. */
export function queueLanguages(
  request: RoutingRequest,
  site: SiteLanguages,
  params: Params = DEFAULTS,
): readonly string[] {
  if (!isCertain(request, params))
    return distinct([request.language, ...fallbackOf(site), ...site.languages]);
  const translated = canTranslate(request, site, params) ? fallbackOf(site) : [];
  return distinct([request.language, ...translated]);
}

function canTranslate(
  request: RoutingRequest,
  site: SiteLanguages | undefined,
  params: Params,
): boolean {
  return (
    site?.translation === true &&
    site.fallback !== undefined &&
    (site.fallback !== request.language || !isCertain(request, params))
  );
}

function fallbackOf(site: SiteLanguages): readonly string[] {
  return site.fallback === undefined ? [] : [site.fallback];
}

function distinct(languages: readonly string[]): readonly string[] {
  return [...new Set(languages)];
}
