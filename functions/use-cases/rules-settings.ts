import { decode } from "../contract/decode.ts";
import { failure, type Result } from "../contract/result.ts";
import { triggerSettingsSchema } from "../contract/rules-settings.ts";
import { isTimeZone } from "../domain/trigger/clock.ts";
import { QUIET_PAGES } from "../domain/trigger/quiet.ts";
import { RESTRAINT, restraintFault } from "../domain/trigger/restraint.ts";
import type { Settings } from "./settings.ts";

export type TriggerSettings = Pick<Settings, "restraint" | "quiet" | "hours" | "timeZone">;

/**
 * A stage's own restraint, quiet pages, opening hours and time zone.
 * @param input as the stage's data has it; what it leaves out is as Heed ships it
 * @returns `bad_payload` naming the path of the first fault: nothing that a visit couldn't remember, no time zone that can't be told
 */
export function triggerSettings(input: unknown): Result<{ readonly settings: TriggerSettings }> {
  const decoded = decode(triggerSettingsSchema, input);
  if (!decoded.ok) return decoded;
  const { restraint: some, quiet, hours, timeZone = "UTC" } = decoded.value;
  const restraint = { ...RESTRAINT, ...some };
  const fault = restraintFault(restraint);
  if (fault)
    return failure("bad_payload", `restraint.${fault}: expected what a visit can remember`);
  if (!isTimeZone(timeZone)) return failure("bad_payload", "timeZone: expected an IANA name");
  return {
    ok: true,
    settings: { restraint, quiet: { ...QUIET_PAGES, ...quiet }, timeZone, ...(hours && { hours }) },
  };
}
