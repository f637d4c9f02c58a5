import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AGENT_HEARTBEAT_MS } from "../../functions/contract/limits.ts";
import { DEFAULT_SETTINGS } from "../../functions/use-cases/settings.ts";
import { Pulse } from "../../web/shared/transport/pulse.ts";

const MINUTE = 60_000;
const ANSWER = 15_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection that has just been answered. */
function pulse(whenSilent: boolean) {
  const line = { beats: 0, until: 0 };
  const made = new Pulse(
    {
      beat() {
        line.beats += 1;
      },
      deadline(ms) {
        line.until = Date.now() + ms;
      },
    },
    MINUTE,
    ANSWER,
    whenSilent,
  );
  made.start();
  made.heard();
  return { pulse: made, line };
}

test("[BUD15] a shopper who hears from the service sends no heartbeat, and one a period after the last word", () => {
  const { pulse: one, line } = pulse(true);
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(MINUTE / 2);
    one.heard();
    expect(line.until).toBe(Date.now() + MINUTE + ANSWER);
  }
  expect(line.beats).toBe(0);
  vi.advanceTimersByTime(MINUTE - 1);
  expect(line.beats).toBe(0);
  vi.advanceTimersByTime(1);
  expect(line.beats).toBe(1);
  expect(line.until).toBe(Date.now() + ANSWER);
});

test("[BUD15] nothing that was heard spares a heartbeat that renews a lease", () => {
  const { pulse: one, line } = pulse(false);
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(MINUTE / 2);
    one.heard();
  }
  expect(line.beats).toBe(10);
});

test("[BUD15] a stopped connection stays silent, whatever is still heard of it", () => {
  const { pulse: one, line } = pulse(true);
  one.stop();
  one.heard();
  vi.advanceTimersByTime(10 * MINUTE);
  expect(line.beats).toBe(0);
});

test("[BUD15] a lease lasts 20 to 30 s, and a lost heartbeat costs no chat", () => {
  const { leaseMs, graceMs } = DEFAULT_SETTINGS;
  expect(leaseMs).toBeGreaterThan(AGENT_HEARTBEAT_MS);
  expect(leaseMs).toBeLessThanOrEqual(30_000);
  expect(leaseMs + graceMs).toBeGreaterThan(2 * AGENT_HEARTBEAT_MS);
});
