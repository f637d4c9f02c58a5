import { useEffect, useState } from "preact/hooks";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Draws the component again every second, so that ages and count-downs are right. All share one timer. @returns the time by `now` */
export function useSeconds(now: () => number): number {
  const [, draw] = useState(0);
  useEffect(() => {
    const tick = () => draw((n) => n + 1);
    listeners.add(tick);
    timer ??= setInterval(() => {
      for (const each of listeners) each();
    }, 1000);
    return () => {
      listeners.delete(tick);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now();
}
