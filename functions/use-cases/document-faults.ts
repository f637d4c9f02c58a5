import type { DocumentValues } from "../contract/http-documents.ts";
import { PANEL_VARIABLES, TEXT_VARIABLES } from "../contract/variables.ts";
import { isTimeZone } from "../domain/trigger/clock.ts";
import type { Week } from "../domain/trigger/hours.ts";

const VARIABLE = /\{\{([^{}]*)\}\}/g;

/** What a schema can't say of a document. @returns the path of the first fault and what is wrong; undefined where nothing is */
export function documentFault<N extends keyof DocumentValues>(
  name: N,
  value: DocumentValues[N],
): string | undefined {
  return (FAULTS[name] as (value: unknown) => string | undefined)(value);
}

const FAULTS: {
  readonly [N in keyof DocumentValues]: (value: DocumentValues[N]) => string | undefined;
} = {
  hours({ timeZone, usual, byLanguage = {} }) {
    if (!isTimeZone(timeZone)) return "timeZone: expected an IANA name";
    const weeks = { ...byLanguage, ...(usual && { usual }) };
    for (const [name, week] of Object.entries(weeks)) {
      const day = overlapIn(week);
      const at = week === usual ? "usual" : `byLanguage.${name}`;
      if (day !== undefined) return `${at}.${day}: expected spans one after another`;
    }
    return undefined;
  },
  holdout: () => undefined,
  offers({ minPercent, maxPercent }) {
    return minPercent > maxPercent ? `maxPercent: expected at least ${minPercent}` : undefined;
  },
  theme: () => undefined,
  replies: (value) => textFault(value, TEXT_VARIABLES),
  guides: (value) => textFault(value, TEXT_VARIABLES),
  panel: (value) => textFault(value, PANEL_VARIABLES),
};

/** The first day whose spans overlap or stand in another order than their times. */
function overlapIn(week: Week): string | undefined {
  return Object.entries(week).find(([, spans = []]) =>
    spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? "")),
  )?.[0];
}

/** The first text, however deep, that names a variable which nothing fills. */
function textFault(
  value: unknown,
  known: readonly string[],
  path: readonly string[] = [],
): string | undefined {
  if (typeof value === "string") {
    const [unknown] = [...value.matchAll(VARIABLE)]
      .map(([, name = ""]) => name.trim())
      .filter((name) => !known.includes(name));
    return unknown === undefined
      ? undefined
      : `${path.join(".")}: there is no variable {{${unknown}}}; there are ${known.join(", ")}`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const fault = textFault(part, known, [...path, key]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
