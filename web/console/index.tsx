import { render } from "preact";
import "./console.css";
import type { SiteConfig } from "../../functions/contract/http.ts";
import { loadConfig } from "./config.ts";
import { Desk } from "./desk.ts";
import { finishSignIn, keptSignIn, type SignedIn, signOut, startSignIn } from "./sign-in.ts";
import { App } from "./view/app.tsx";
import { Welcome } from "./view/welcome.tsx";

const root = document.getElementById("app") as HTMLElement;

function showWelcome(config: SiteConfig | undefined, problem?: string): void {
  const signIn = config && (() => void startSignIn(config).catch((error) => fail(config, error)));
  render(<Welcome problem={problem} onSignIn={signIn} />, root);
}

function fail(config: SiteConfig | undefined, error: unknown): void {
  showWelcome(config, error instanceof Error ? error.message : String(error));
}

function showDesk(config: SiteConfig, signedIn: SignedIn): void {
  const leave = () => void signOut(config, signedIn);
  const draw = () => {
    const { state } = desk;
    if (state.refused) showWelcome(config, state.refused.message);
    else render(<App desk={desk} state={state} onSignOut={leave} />, root);
  };
  let drawing = false;
  const desk = new Desk(config, signedIn, () => {
    if (drawing) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      draw();
    });
  });
  draw();
  desk.start();
  // Count-downs and ages.
  setInterval(draw, 1000);
}

async function start(): Promise<void> {
  let config: SiteConfig | undefined;
  try {
    config = await loadConfig();
    const signedIn = (await finishSignIn(config)) ?? keptSignIn(Date.now());
    if (signedIn) showDesk(config, signedIn);
    else showWelcome(config);
  } catch (error) {
    fail(config, error);
  }
}

void start();
