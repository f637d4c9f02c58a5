import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Actions, Model, PanelMode } from "../model.ts";
import { ViewContext } from "./context.ts";
import { Invitation } from "./invitation.tsx";
import { Panel } from "./panel.tsx";
import { Pill } from "./pill.tsx";

export interface AppProps {
  readonly model: Model;
  readonly actions: Actions;
  /** Adds a style sheet to the chat, once. */
  readonly adopt: (css: string) => void;
}

/** Everything Heed shows on a shop's page. */
export function App({ model, actions, adopt }: AppProps) {
  const { texts, invitation, panel } = model;
  const root = useRef<HTMLDivElement>(null);
  const { t } = texts;
  useFocusBack(panel, root);
  return (
    <ViewContext.Provider value={{ model, actions, t, adopt }}>
      <div class="root" lang={texts.language} dir={texts.direction} ref={root}>
        <p class="sr" role="status">
          {invitation &&
            t("announceInvitation", { name: invitation.agent.name, text: invitation.text })}
        </p>
        {invitation && <Invitation key={invitation.id} invitation={invitation} />}
        {panel === "open" && <Panel />}
        {panel === "minimised" && <Pill />}
      </div>
    </ViewContext.Provider>
  );
}

/** Minimising leads to the way back; putting the chat away leads to where the shopper was before. */
function useFocusBack(panel: PanelMode, root: RefObject<HTMLElement | null>): void {
  const before = useRef(panel);
  const origin = useRef<Element | null>(null);
  if (panel === "open" && before.current !== "open") origin.current ??= document.activeElement;
  useLayoutEffect(() => {
    const was = before.current;
    before.current = panel;
    if (was !== "open" || panel === "open") return;
    const pill = root.current?.querySelector<HTMLElement>("[data-pill]");
    const back = pill ?? origin.current;
    if (panel === "hidden") origin.current = null;
    if (back instanceof HTMLElement && back.isConnected) back.focus();
  }, [panel, root]);
}
