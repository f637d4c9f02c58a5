import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { Emitter } from "../../shared/emitter.ts";
import type { Preferences } from "../browser/preferences.ts";
import type { Desk } from "../desk/desk.ts";

/** What a key or a command wants of another part of the screen. */
export interface Intents {
  /** Go to the message field. */
  readonly write: undefined;
  /** Show the canned replies. */
  readonly replies: undefined;
  /** Search this conversation. */
  readonly find: undefined;
  /** Go to the offers. */
  readonly offers: undefined;
  /** Put words into the message field. */
  readonly insert: string;
}

/** What every part of the desk may use; it stays the same object as long as the preferences do. */
export interface DeskTools {
  readonly desk: Desk;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
  readonly intents: Emitter<Intents>;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
}

const Context = createContext<DeskTools | undefined>(undefined);
export const DeskProvider = Context.Provider;

export function useDesk(): DeskTools {
  const tools = useContext(Context);
  if (!tools) throw new Error("outside of the desk");
  return tools;
}

/** Hears an intent while the component is on the screen; the handler may be another one at every drawing. */
export function useIntent<I extends keyof Intents>(
  intent: I,
  handler: (payload: Intents[I]) => void,
): void {
  const { intents } = useDesk();
  useEffect(() => intents.on(intent, handler));
}
