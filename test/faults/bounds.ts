import type { Settings } from "../../functions/use-cases/settings.ts";
import type { Bounds } from "./check/history.ts";
import { MOST_SKEW_MS } from "./sim/sim.ts";
import { SWEEP_MS } from "./world/queue.ts";

/** An invocation with all that it calls, with room to spare, when nothing fails. */
const WORK_MS = 2000;

/**
 * How long each repair may take once nothing fails any more. The sweeper is the last to repair: it looks at an open conversation every
 * `conversationCheckMs`, at the first tick after that, by a clock that may be off.
 */
export function boundsOf(settings: Settings): Bounds {
  const tick = SWEEP_MS + MOST_SKEW_MS + WORK_MS;
  const look = settings.conversationCheckMs + tick;
  const firstLook = settings.ringMs + look;
  return {
    strandedSlot: firstLook + tick,
    strandedRing: firstLook + tick,
    strandedChat: firstLook + tick,
    strandedIdle: firstLook + tick,
    strandedPresence: settings.leaseMs + settings.graceMs + 2 * tick,
    pendingMessage: firstLook + tick,
    strandedVisit: firstLook + tick,
    idleAgent: firstLook + tick,
    strandedOffer: 2 * tick,
  };
}

/** How long after the last fault everything must have been put right. */
export function calmMs(settings: Settings): number {
  return Math.max(...Object.values(boundsOf(settings))) + SWEEP_MS;
}
