import type { Settings } from "../../../functions/use-cases/settings.ts";
import { checkAssignment } from "./assignment.ts";
import { checkDelivery } from "./delivery.ts";
import type { History, Violation } from "./history.ts";
import { checkOffers } from "./offers.ts";
import { checkStranded } from "./stranded.ts";

/** Everything that a run broke. Pure: the same history gives the same answer. */
export function check(history: History, settings: Settings): readonly Violation[] {
  return [
    ...checkDelivery(history),
    ...checkAssignment(history),
    ...checkStranded(history, settings),
    ...checkOffers(history),
  ];
}
