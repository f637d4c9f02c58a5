import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import type { EarlierChat } from "../../../functions/contract/desk.ts";
import type { Emitter } from "../../shared/emitter.ts";
import type { Preferences } from "../browser/preferences.ts";
import type { Desk } from "../desk/desk.ts";
import type { Http } from "../http.ts";

/** What a key or a command wants of another part of the screen. */
export interface Intents {
  /** Go to the message field. */
  readonly write: undefined;
  /** Go to the note field, or back from it. */
  readonly note: undefined;
  /** Show the canned replies. */
  readonly replies: undefined;
  /** Search this conversation. */
  readonly find: undefined;
  /** Go to the offers. */
  readonly offers: undefined;
  /** Say what is begun in the shopper's language. */
  readonly translate: undefined;
  /** Put words into the message field. */
  readonly insert: string;
}

/** What lies over the desk. `conversation`: which one it is about. */
export type Sheet =
  | { readonly kind: "palette" | "keys" | "settings" }
  | { readonly kind: "close" | "hand-over" | "invite" | "product"; readonly conversation: string }
  | { readonly kind: "earlier"; readonly conversation: string; readonly chat: EarlierChat }
  | { readonly kind: "decisions"; readonly visitor: string };

/** The parts of the console; all but the first are a supervisor's. */
export type View = "chats" | "floor" | "effect" | "pain" | "rules" | "admin";

/** What every part of the desk may use; it stays the same object as long as the preferences do. */
export interface DeskTools {
  readonly desk: Desk;
  readonly http: Http;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
  readonly intents: Emitter<Intents>;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly show: (sheet: Sheet) => void;
  readonly go: (view: View) => void;
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
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => intents.on(intent, (payload) => latest.current(payload)), [intents, intent]);
}
