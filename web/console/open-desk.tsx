import { render } from "preact";
import type { SiteConfig } from "../../functions/contract/http.ts";
import { AGENT_HEARTBEAT_MS } from "../../functions/contract/limits.ts";
import { Connection } from "../shared/connection.ts";
import { openSocketIo } from "../shared/socket-io.ts";
import { Alerts } from "./alerts.ts";
import { showBadge } from "./browser/badge.ts";
import { startBeat } from "./browser/beat.ts";
import { type Preferences, readPreferences, writePreferences } from "./browser/preferences.ts";
import { Desk } from "./desk/desk.ts";
import { Http } from "./http.ts";
import { Session } from "./session.ts";
import type { SignedIn } from "./sign-in.ts";
import { fetchTicket, Refused } from "./ticket.ts";
import { App } from "./view/app.tsx";

/** A ring sounds again so often; every other time the lease is renewed. */
const BEAT_MS = AGENT_HEARTBEAT_MS / 2;
/** The connection's own heartbeat, for when no beat comes. */
const HEARTBEAT_MS = AGENT_HEARTBEAT_MS + 2000;

export interface OpenDeskOptions {
  readonly root: HTMLElement;
  readonly config: SiteConfig;
  readonly signedIn: SignedIn;
  /** The desk is put away; shows what comes instead, and why. */
  readonly leave: (problem?: string) => void;
}

/** Sets up a signed-in agent's desk: session, connection, heartbeat, alerts, and the screen that shows it all. */
export function openDesk({ root, config, signedIn, leave }: OpenDeskOptions): void {
  let preferences = readPreferences();
  const end = (problem?: string) => {
    stopBeat();
    link.stop();
    showBadge(0, 0);
    over = true;
    leave(problem);
  };
  const session = new Session(config, signedIn, () => end("You signed out in another tab."));
  const link = new Connection<"agent">({
    url: config.socket,
    open: openSocketIo,
    heartbeat: HEARTBEAT_MS,
    backoff: { first: 500, most: 15_000 },
    query: async () => ({ role: "agent", ticket: await ticket() }),
  });
  const ticket = async () => {
    try {
      return await fetchTicket(await session.idToken());
    } catch (error) {
      if (error instanceof Refused) end(error.message);
      throw error;
    }
  };
  const prefer = (change: Partial<Preferences>) => {
    preferences = { ...preferences, ...change };
    writePreferences(preferences);
    redraw();
  };
  const signOut = () => {
    end();
    void session.signOut().catch(() => leave());
  };

  const http = new Http(() => session.idToken());

  let over = false;
  let waiting = false;
  const draw = () => {
    waiting = false;
    if (over) return;
    const { state } = desk;
    showBadge(
      state.rings.length,
      state.chats.reduce(
        (sum, chat) => sum + (chat.closed || chat.part === "watcher" ? 0 : chat.state.unread),
        0,
      ),
    );
    render(
      <App
        desk={desk}
        http={http}
        state={state}
        preferences={preferences}
        onPrefer={prefer}
        onSignOut={signOut}
      />,
      root,
    );
  };
  // Once a frame is enough; a hidden page has no frames, but its title and icon still speak.
  const redraw = () => {
    if (waiting) return;
    waiting = true;
    if (document.visibilityState === "visible") requestAnimationFrame(draw);
    else queueMicrotask(draw);
  };
  // A frame that was asked for just before the page was hidden never comes.
  document.addEventListener("visibilitychange", draw);

  const alerts = new Alerts(
    () => preferences,
    (id) => desk.select(id),
  );
  const desk = new Desk(link, {
    changed: redraw,
    rang: (ring) => alerts.rang(ring),
    wrote: (message) => alerts.wrote(message, message.conversation === desk.state.selected),
    mentioned: (note) => alerts.mentioned(note),
    asked: (approval) => alerts.asked(approval),
    alarmed: (conversation, alarm) => alerts.alarmed(conversation, alarm),
  });
  let beats = 0;
  const stopBeat = startBeat(BEAT_MS, () => {
    beats += 1;
    if (beats % 2 === 1) link.check();
    void session.keep();
    if (desk.state.rings.length > 0) alerts.ringing();
  });
  draw();
  link.start();
}
