import type { TriggerEnv } from "../domain/trigger/decide.ts";
import type { Settings } from "./settings.ts";

/** What a stage's settings tell a decision. */
export function triggerEnv(settings: Settings): Omit<TriggerEnv, "now"> {
  const { languages, fallbackLanguage, holdout, restraint, quiet, hours, timeZone } = settings;
  return {
    languages,
    fallbackLanguage,
    holdout,
    restraint,
    quiet,
    timeZone,
    ...(hours && { hours }),
  };
}
