import type { PageKind, Signal } from "../../contract/signal.ts";
import { BOUNDS } from "./bounds.ts";
import { clip } from "./clip.ts";
import { SIGNALS, type SignalClass } from "./kinds.ts";
import { redact } from "./redact.ts";
import type { Trace } from "./visit.ts";

const KEPT: Readonly<Record<SignalClass, number>> = {
  trouble: BOUNDS.trouble,
  interest: BOUNDS.interest,
  own: BOUNDS.ownSignals,
};

/** A signal as the trail keeps it. `at`: epoch ms. */
export function traceOf(signal: Signal, at: number, page: PageKind, load: number): Trace {
  const detail = signal.detail && clip(redact(signal.detail), BOUNDS.detailBytes);
  const name = signal.kind === "custom" && signal.name && clip(signal.name, BOUNDS.customBytes);
  return { kind: signal.kind, at, page, load, ...(detail && { detail }), ...(name && { name }) };
}

/** The trail with more signals, oldest first; of each class only the newest few stay. */
export function extendTrail(trail: readonly Trace[], more: readonly Trace[]): readonly Trace[] {
  if (more.length === 0) return trail;
  const all = [...trail, ...more].sort((a, b) => a.at - b.at);
  const left = { ...KEPT };
  const kept: Trace[] = [];
  for (const trace of all.reverse()) {
    const { class: c } = SIGNALS[trace.kind];
    if (left[c] === 0) continue;
    left[c] -= 1;
    kept.push(trace);
  }
  return kept.reverse();
}
