import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Actions, Model } from "../model.ts";
import type { Texts } from "../texts.ts";

export interface View {
  readonly model: Model;
  readonly actions: Actions;
  readonly t: Texts["t"];
  /** Adds a style sheet to the chat, once. */
  readonly adopt: (css: string) => void;
}

export const ViewContext = createContext<View | undefined>(undefined);

/** What every part of the view needs. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error("no view around this part");
  return view;
}
