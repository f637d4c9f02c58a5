/**
 * The thresholds of every signal, in seconds, pieces or CSS pixels. What each one means and why it has this value: README.md beside this file.
 * A shop overrides them on the script tag (`data-cart-dwell="60"`) or by `heed("set", { cartDwell: 60 })`.
 */
export const THRESHOLDS = {
  cartDwell: 40,
  cartIdle: 5,
  checkoutIdle: 30,
  checkoutDwell: 150,
  exitAfter: 8,
  exitScroll: 600,
  exitScrollTime: 0.4,
  exitHidden: 2,
  faults: 2,
  rageClicks: 4,
  rageTime: 1.5,
  rageRadius: 30,
  deadTime: 1.5,
  searches: 3,
};
export type Threshold = keyof typeof THRESHOLDS;

/** Fingers are less exact and slower than mice, phones show less of a page at once, and networks are slower. */
export const TOUCH: Partial<Record<Threshold, number>> = {
  checkoutIdle: 45,
  rageTime: 2,
  rageRadius: 44,
  deadTime: 2.5,
};

/** @param options what the shop has set, read anew each time. @returns a threshold as the shop or this device has it. */
export const createSettings =
  (options: Record<string, unknown>, touch: boolean) =>
  (name: Threshold): number => {
    const set = Number.parseFloat(options[name] as string);
    return set >= 0 ? set : (touch && TOUCH[name]) || THRESHOLDS[name];
  };
