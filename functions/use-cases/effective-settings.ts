import { decode } from "../contract/decode.ts";
import { type DocumentValues, documentSchemas } from "../contract/http-documents.ts";
import type { SettingName, StoredSettings } from "../ports.ts";
import { documentFault } from "./document-faults.ts";
import type { Settings } from "./settings.ts";

/** What admins have set in the place of the stage's data. */
export type Overrides = { readonly [N in SettingName]?: DocumentValues[N] };

/**
 * Reads stored settings. What can't be read, or is faulty by today's checks, is left out: the stage's own data then hold.
 * @returns with the path of a fault of each that was left out
 */
export function readOverrides(stored: StoredSettings): {
  readonly overrides: Overrides;
  readonly faults: readonly string[];
} {
  const overrides: { [N in SettingName]?: unknown } = {};
  const faults: string[] = [];
  for (const { name, value } of Object.values(stored)) {
    if (value === null) continue;
    const setting = name as SettingName;
    const decoded = decode(documentSchemas[setting], value);
    const fault = decoded.ok ? documentFault(setting, decoded.value) : decoded.message;
    if (decoded.ok && fault === undefined) overrides[setting] = decoded.value;
    else faults.push(`${name}.${fault}`);
  }
  return { overrides: overrides as Overrides, faults };
}

/**
 * A stage's settings with what admins have set over them, read anew whenever a use case looks. Spread them to have them stand still.
 * @param overrides as they are known at this moment
 */
export function liveSettings(stage: Settings, overrides: () => Overrides): Settings {
  return {
    ...stage,
    stage,
    get hours() {
      const { hours } = overrides();
      if (!hours) return stage.hours;
      const { timeZone: _, ...open } = hours;
      return Object.keys(open).length > 0 ? open : undefined;
    },
    get timeZone() {
      return overrides().hours?.timeZone ?? stage.timeZone;
    },
    get holdout() {
      return { ...stage.holdout, ...overrides().holdout };
    },
    get offers() {
      return { ...stage.offers, ...overrides().offers };
    },
    get theme() {
      return overrides().theme ?? stage.theme;
    },
  };
}
