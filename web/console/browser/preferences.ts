import { ofBrowser, slot } from "./storage.ts";

/** What an agent chooses for this browser. */
export interface Preferences {
  /** A tone at a ring and at a message. */
  readonly sound: boolean;
  /** Desktop notifications while the window is not looked at. */
  readonly notifications: boolean;
  /** Neither for now, whatever the other two say. */
  readonly quiet: boolean;
  /** Look at the tone of a message before it is sent. */
  readonly tone: boolean;
  /** The situation guide is open. */
  readonly guide: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  sound: true,
  notifications: false,
  quiet: false,
  tone: true,
  guide: true,
};

const isPartial = (value: unknown): value is Partial<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const kept = slot(ofBrowser, "heed-preferences", isPartial);

/** The choices made in this browser, the rest as shipped. */
export function readPreferences(): Preferences {
  const stored = kept.read() ?? {};
  const pick = (name: keyof Preferences) => {
    const value = stored[name];
    return typeof value === "boolean" ? value : DEFAULT_PREFERENCES[name];
  };
  return {
    sound: pick("sound"),
    notifications: pick("notifications"),
    quiet: pick("quiet"),
    tone: pick("tone"),
    guide: pick("guide"),
  };
}

export const writePreferences = (preferences: Preferences): void => kept.write({ ...preferences });
