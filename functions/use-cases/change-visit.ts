import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";

const ATTEMPTS = 4;

/** When a visit may be forgotten (epoch ms): later for those who consented, and for those whose chat may still be answered. */
export function visitExpiry({ settings }: Pick<Deps, "settings">, visit: Visit): number {
  const { consented, anonymous } = settings.visitKeptMs;
  const answerable = visit.conversation === undefined ? 0 : settings.leftMs;
  return visit.lastAt + (visit.consent ? consented : anonymous + answerable);
}

/**
 * Reads a visit, changes it and writes it on condition that nobody else did, again if somebody did.
 * @param change pure; returns the same visit for "no change"
 * @param create makes the visit when there is none; without it there is nothing to change
 * @returns the visit as stored, or undefined when there is none
 */
export async function changeVisit(
  deps: Pick<Deps, "store" | "clock" | "settings">,
  visitor: string,
  change: (visit: Visit, now: number) => Visit,
  create?: (visitor: string, now: number) => Visit,
): Promise<Visit | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = deps.clock();
    const stored = (await deps.store.visitor(visitor, now)).visit;
    const visit = stored ?? create?.(visitor, now);
    if (!visit) return undefined;
    const changed = change(visit, now);
    if (changed === visit) return visit;
    const next = { ...changed, version: visit.version + 1 };
    if ((await deps.store.saveVisit(next, undefined, visitExpiry(deps, next))) === "done") {
      return next;
    }
  }
  return undefined;
}
