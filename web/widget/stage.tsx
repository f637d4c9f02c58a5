import { render } from "preact";
import type { Actions, Model } from "./model.ts";
import { keepPlace } from "./placement.ts";
import base from "./styles/base.css" with { type: "text" };
import composer from "./styles/composer.css" with { type: "text" };
import invitation from "./styles/invitation.css" with { type: "text" };
import messages from "./styles/messages.css" with { type: "text" };
import panel from "./styles/panel.css" with { type: "text" };
import { propertiesOf, type Theme } from "./theme.ts";
import { App } from "./view/app.tsx";

const TAG = "heed-chat";

/** Where the chat is drawn: one element at the page's end, whose inside the page's styles don't reach. */
export interface Stage {
  draw(model: Model, actions: Actions): void;
  dress(theme: Theme): void;
  remove(): void;
}

export function buildStage(first: Theme): Stage {
  const host = document.createElement(TAG);
  host.dataset.heedQuiet = "";
  const shadow = host.attachShadow({ mode: "open" });
  const adopted = new Set<string>();
  const adopt = (css: string) => {
    if (adopted.has(css)) return;
    adopted.add(css);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets.push(sheet);
  };
  adopt(base + invitation + panel + composer + messages);
  // The page's own shortcuts must not hear what a shopper types here.
  for (const event of ["keydown", "keypress", "keyup"]) {
    shadow.addEventListener(event, (pressed) => pressed.stopPropagation());
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const root = () => shadow.querySelector<HTMLElement>(".root");
  let theme = first;
  let drawn = false;
  const dress = () => {
    const at = root();
    if (!at) return;
    const dark = theme.scheme === "dark" || (theme.scheme === "auto" && darkness.matches);
    at.classList.toggle("dark", dark);
    at.classList.toggle("start", theme.side === "start");
    host.dataset.font = theme.font;
    for (const [name, value] of Object.entries(propertiesOf(theme, dark))) {
      at.style.setProperty(name, value);
    }
  };
  darkness.addEventListener("change", dress);
  let placement: ReturnType<typeof keepPlace> | undefined;
  return {
    draw(model, actions) {
      const empty = model.panel === "hidden" && !model.invitation;
      if (empty && !drawn) return;
      if (!host.isConnected) document.documentElement.append(host);
      render(<App model={model} actions={actions} adopt={adopt} />, shadow);
      if (!drawn) dress();
      drawn = true;
      if (empty) {
        placement?.stop();
        placement = undefined;
      } else {
        placement ??= keepPlace(host, root);
      }
    },
    dress(next) {
      theme = next;
      dress();
    },
    remove() {
      placement?.stop();
      darkness.removeEventListener("change", dress);
      render(null, shadow);
      host.remove();
    },
  };
}
