/**
 * Runs `action` at most once per `period` (ms).
 * - `leading`: at once, and calls within the period are forgotten (typing);
 * - `latest`: at once, and of the calls within the period the last one's value runs at its end (read marks).
 */
export function throttle<T>(
  action: (value: T) => void,
  period: number,
  keep: "leading" | "latest",
  now: () => number = Date.now,
): { call(value: T): void; stop(): void } {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { readonly value: T } | undefined;
  const run = (value: T): void => {
    last = now();
    action(value);
  };
  return {
    call(value) {
      const left = last + period - now();
      if (left <= 0 && !timer) return run(value);
      if (keep === "leading") return;
      waiting = { value };
      timer ??= setTimeout(() => {
        timer = undefined;
        if (waiting) run(waiting.value);
        waiting = undefined;
      }, left);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = undefined;
    },
  };
}
