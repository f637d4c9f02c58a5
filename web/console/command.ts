import type { Preferences } from "./browser/preferences.ts";
import type { Desk } from "./desk/desk.ts";
import type { DeskState } from "./desk/desk-state.ts";
import type { Intents, Sheet, View } from "./view/desk-context.ts";

/** Something an agent can do by name or by key. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As `comboOf` writes it. */
  readonly keys?: string;
  readonly run: () => void;
}

export interface CommandParts {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly intend: (intent: Exclude<keyof Intents, "insert">) => void;
  readonly select: (id: string) => void;
  readonly show: (sheet: Sheet) => void;
  readonly go: (view: View) => void;
  readonly signOut: () => void;
}

/** Is this person more than an agent? */
export const isLead = ({ state: { profile } }: CommandParts): boolean =>
  profile !== undefined && profile.role !== "agent";
