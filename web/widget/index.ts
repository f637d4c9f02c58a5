import type { HeedCalls } from "../heed.d.ts";
import { openHost } from "../loader/host/open.ts";
import type { Ears, HeedCall, HeedHost } from "../shared/host.ts";
import { Session } from "./session.ts";
import type { ShopEvents } from "./shop-events.ts";
import { buildStage } from "./stage.tsx";
import { type Theme, themeOf } from "./theme.ts";

/** Calls that the loader leaves to the chat. */
type ChatCall = Exclude<keyof HeedCalls, "track" | "set">;

const EVENTS: ReadonlySet<string> = new Set<keyof ShopEvents>([
  "invite",
  "dismiss",
  "open",
  "close",
  "message",
  "offer",
  "visitor",
]);

const isEvent = (name: unknown): name is keyof ShopEvents => EVENTS.has(String(name));
const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/**
 * Starts the chat on a shop's page: connects, sends the page's signals, shows the invitation and the conversation.
 *
 * @param ears what the loader has heard so far
 */
export function start(ears: Ears): void {
  startChat(openHost(ears));
}

function startChat(host: HeedHost): void {
  let stageTheme = {};
  // What the page wishes goes before what the stage's admins chose, in whatever order they come.
  const wishes = [host.options];
  const theme = () =>
    wishes.reduce<Theme>((before, wish) => themeOf(wish, before), themeOf(stageTheme));
  const stage = buildStage(theme());
  let due = false;
  let over = false;
  const draw = () => {
    if (due || over) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      if (!over) stage.draw(session.model, session.actions);
    });
  };
  const session = new Session(host, draw, (chosen) => {
    stageTheme = chosen;
    stage.dress(theme());
  });
  const calls: { readonly [C in ChatCall]: (...rest: unknown[]) => void } = {
    open: () => session.actions.open(),
    close: () => session.actions.minimise(),
    consent: (given) => session.consent(given === true),
    identify: (token) => void session.introduction.say(token),
    theme: (wish) => {
      wishes.push(recordOf(wish));
      stage.dress(theme());
    },
    on: (name, handler) => {
      if (!isEvent(name) || typeof handler !== "function") return;
      session.events.on(name, (event) => handler(event));
    },
    destroy: () => {
      over = true;
      session.destroy();
      stage.remove();
    },
  };
  const call = ([command, ...rest]: HeedCall) => {
    const name = String(command);
    if (!over && Object.hasOwn(calls, name)) calls[name as ChatCall](...rest);
  };
  session.start();
  for (const waiting of host.queue.splice(0)) call(waiting);
  host.onCall(call);
}
