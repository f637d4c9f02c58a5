import { useEffect, useRef } from "preact/hooks";
import type { Actions, Model } from "../model.ts";
import { ViewContext } from "./context.ts";
import { Invitation } from "./invitation.tsx";
import { Panel } from "./panel.tsx";
import { Pill } from "./pill.tsx";

export interface AppProps {
  readonly model: Model;
  readonly actions: Actions;
}

/** Everything Heed shows on a shop's page. */
export function App({ model, actions }: AppProps) {
  const { texts, invitation, panel } = model;
  const root = useRef<HTMLDivElement>(null);
  const before = useRef(panel);
  const { t } = texts;
  useEffect(() => {
    const was = before.current;
    before.current = panel;
    if (was === "open" && panel === "minimised") {
      root.current?.querySelector<HTMLElement>("[data-pill]")?.focus();
    }
  }, [panel]);
  return (
    <ViewContext.Provider value={{ model, actions, t }}>
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
