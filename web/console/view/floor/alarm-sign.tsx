import type { Alarm } from "../../desk/alarms.ts";

/** Strokes on a square of 16: a clock, a speech bubble without words, an exclamation mark in a triangle. */
const PATHS: Readonly<Record<Alarm, string>> = {
  waiting: "M8 1.5a6.5 6.5 0 1 0 .01 0M8 4v4.2l2.8 1.8",
  silent: "M2 2.5h12v8H7.5L4 13.5v-3H2zM5 6.5h.01M8 6.5h.01M11 6.5h.01",
  angry: "M8 1.5l6.8 12.5H1.2zM8 6v3.8M8 12h.01",
};

/** An alarm's sign; its words stand beside it. */
export function AlarmSign({ alarm }: { readonly alarm: Alarm }) {
  return (
    <svg class={`sign ${alarm}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[alarm]} />
    </svg>
  );
}
