import { type TriggerSettings, triggerSettings } from "../use-cases/rules-settings.ts";

/**
 * What the stage sets about invitations, as JSON in `HEED_TRIGGER`; nothing where it sets nothing.
 * @throws naming the fault: a function must not start with restraint that doesn't hold
 */
export function triggerOf(env: NodeJS.ProcessEnv): Partial<TriggerSettings> {
  if (!env.HEED_TRIGGER) return {};
  const read = triggerSettings(JSON.parse(env.HEED_TRIGGER));
  if (!read.ok) throw new Error(`HEED_TRIGGER: ${read.message}`);
  return read.settings;
}
