import { type Overbooking, openable } from "./overbooking.ts";

/** Routing's state for one language group, as back-pressure needs it. */
export interface Openness {
  /** Slots of present agents that neither a chat nor a ring uses; those held by open invitations are counted here. */
  readonly freeSlots: number;
  readonly openInvitations: number;
  /** Slots kept for shoppers who come by themselves. */
  readonly reserve: number;
  /** Share of recent contacts that were answered within 20 s, 0…1; absent when there were none. */
  readonly answeredIn20?: number;
}

/** When routing holds invitations back. */
export interface Pressure {
  /** Below this share of contacts answered within 20 s nobody new is invited, 0…1. */
  readonly serviceLevel: number;
  /** With so few slots left, an invitation must be worth `scarceWorth`. */
  readonly scarceSlots: number;
  /** In the cart's currency: score × uplift × margin of the cart. 0 lets everybody in while there is a slot. */
  readonly scarceWorth: number;
  /** Share of a cart that is the shop's margin, 0…1. */
  readonly margin: number;
  /** More invitations than slots; absent: never. */
  readonly overbooking?: Overbooking;
}

/** Service level: the least at which the best proactive product on the market goes on inviting. The rest are a shop's to set. */
export const PRESSURE: Pressure = {
  serviceLevel: 0.8,
  scarceSlots: 1,
  scarceWorth: 0,
  margin: 0.3,
};

/** `service`: those who wait already are answered too late; `slots`: as many invitations are open as may be; `worth`: the last slots are for those whom they help more. */
export type Held = "service" | "slots" | "worth";

/**
 * Why routing has no room for one more invitation, or undefined when it has. Per language group: open invitations ≤ slots free now − reserve.
 * @param worth of this invitation in money, asked only when slots are scarce
 */
export function heldBack(
  openness: Openness,
  pressure: Pressure,
  worth: () => number,
): Held | undefined {
  const { freeSlots, openInvitations, reserve, answeredIn20 } = openness;
  if (answeredIn20 !== undefined && answeredIn20 < pressure.serviceLevel) return "service";
  const room = openable(freeSlots - reserve, pressure.overbooking) - openInvitations;
  if (room < 1) return "slots";
  const scarce = room <= pressure.scarceSlots && pressure.scarceWorth > 0;
  return scarce && worth() < pressure.scarceWorth ? "worth" : undefined;
}
