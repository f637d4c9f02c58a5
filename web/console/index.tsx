import { render } from "preact";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/inbox.css";
import "./styles/conversation.css";
import "./styles/composer.css";
import "./styles/files.css";
import "./styles/context.css";
import "./styles/notes.css";
import "./styles/lead.css";
import "./styles/dialogs.css";
import "./styles/admin.css";
import type { SiteConfig } from "../../functions/contract/http.ts";
import { loadConfig } from "./config.ts";
import { openDesk } from "./open-desk.tsx";
import { finishSignIn, keptSignIn, startSignIn } from "./sign-in.ts";
import { Welcome } from "./view/welcome.tsx";

const root = document.getElementById("app") as HTMLElement;

function showWelcome(config: SiteConfig | undefined, problem?: string): void {
  const signIn = config && (() => void startSignIn(config).catch((error) => fail(config, error)));
  render(<Welcome problem={problem} onSignIn={signIn} />, root);
}

function fail(config: SiteConfig | undefined, error: unknown): void {
  showWelcome(config, error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  let config: SiteConfig | undefined;
  try {
    config = await loadConfig();
    const signedIn = (await finishSignIn(config)) ?? keptSignIn(Date.now());
    const leave = (problem?: string) => showWelcome(config, problem);
    if (signedIn) openDesk({ root, config, signedIn, leave });
    else showWelcome(config);
  } catch (error) {
    fail(config, error);
  }
}

void start();
