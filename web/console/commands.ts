import type { Preferences } from "./browser/preferences.ts";
import type { Chat } from "./desk/chat.ts";
import type { Desk, DeskState } from "./desk/desk.ts";
import { STATUSES } from "./desk/kept.ts";
import type { Intents } from "./view/desk-context.ts";
import { languageName } from "./view/format.ts";
import { PERCENTS } from "./view/offer.tsx";
import { nameOf } from "./view/row.tsx";

/** Something an agent can do by name or by key. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As `comboOf` writes it. */
  readonly keys?: string;
  readonly run: () => void;
}

export interface CommandParts {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly intend: (intent: Exclude<keyof Intents, "insert">) => void;
  readonly select: (id: string) => void;
  readonly open: (what: "palette" | "keys" | "settings") => void;
  readonly signOut: () => void;
}

/** What can be done now, most wanted first. */
export function commandsOf(parts: CommandParts): readonly Command[] {
  const { state, open, signOut } = parts;
  const selected = state.chats.find(({ id }) => id === state.selected);
  return [
    ...ringCommands(parts),
    ...(selected ? chatCommands(parts, selected) : []),
    ...moveCommands(parts),
    ...presenceCommands(parts),
    ...preferenceCommands(parts),
    { id: "keys", title: "Show all keys", keys: "?", run: () => open("keys") },
    { id: "settings", title: "Settings", run: () => open("settings") },
    { id: "palette", title: "Commands", keys: "Ctrl K", run: () => open("palette") },
    { id: "sign-out", title: "Sign out", run: signOut },
  ];
}

function ringCommands({ desk, state: { rings } }: CommandParts): readonly Command[] {
  const [ring] = rings;
  if (!ring) return [];
  const who = languageName(ring.context.language);
  return [
    { id: "accept", title: `Accept: ${who}`, keys: "Alt A", run: () => void desk.accept(ring) },
    { id: "decline", title: `Decline: ${who}`, keys: "Alt X", run: () => void desk.decline(ring) },
  ];
}

function chatCommands({ desk, intend }: CommandParts, chat: Chat): readonly Command[] {
  const { id, closed, context } = chat;
  const find: Command = {
    id: "find",
    title: "Search this conversation",
    keys: "Alt S",
    run: () => intend("find"),
  };
  if (closed) {
    return [{ id: "close", title: "Put away", keys: "Alt W", run: () => desk.putAway(id) }, find];
  }
  const hasCart = context.cart !== undefined && context.cart.items > 0;
  return [
    { id: "write", title: "Write a message", keys: "Alt M", run: () => intend("write") },
    { id: "replies", title: "Canned replies", keys: "Alt R", run: () => intend("replies") },
    ...(hasCart
      ? [
          { id: "offers", title: "Go to the offers", keys: "Alt O", run: () => intend("offers") },
          ...PERCENTS.map((percent) => ({
            id: `offer-${percent}`,
            title: `Offer ${percent} %`,
            run: () => void desk.offer(id, percent),
          })),
        ]
      : []),
    find,
    { id: "close", title: "Close chat", keys: "Alt W", run: () => void desk.close(id) },
  ];
}

function moveCommands({ state: { chats, selected }, select }: CommandParts): readonly Command[] {
  if (chats.length === 0) return [];
  const at = chats.findIndex(({ id }) => id === selected);
  const step = (by: number) => {
    const next = chats[(at + by + chats.length) % chats.length];
    if (next) select(next.id);
  };
  const waiting = chats
    .filter((chat) => chat.waiting)
    .sort((a, b) => (a.waiting?.since ?? 0) - (b.waiting?.since ?? 0));
  const [longest] = waiting;
  return [
    ...(longest
      ? [
          {
            id: "longest",
            title: "Who waits longest",
            keys: "Alt U",
            run: () => select(longest.id),
          },
        ]
      : []),
    { id: "next", title: "Next chat", keys: "Alt ↓", run: () => step(1) },
    { id: "previous", title: "Previous chat", keys: "Alt ↑", run: () => step(-1) },
    ...chats.map((chat) => ({
      id: `go-${chat.id}`,
      title: `Go to: ${nameOf(chat)}`,
      run: () => select(chat.id),
    })),
  ];
}

const presenceCommands = ({ desk, state: { profile } }: CommandParts): readonly Command[] =>
  STATUSES.filter((status) => status !== profile?.presence).map((status) => ({
    id: `presence-${status}`,
    title: `Be ${status}`,
    run: () => void desk.setPresence(status),
  }));

function preferenceCommands({ preferences, prefer }: CommandParts): readonly Command[] {
  const { quiet, sound, tone, guide } = preferences;
  return [
    {
      id: "quiet",
      title: quiet ? "End the quiet" : "Quiet: no sound, no notifications",
      keys: "Alt Q",
      run: () => prefer({ quiet: !quiet }),
    },
    {
      id: "guide",
      title: guide ? "Fold the guide" : "Unfold the guide",
      keys: "Alt G",
      run: () => prefer({ guide: !guide }),
    },
    {
      id: "sound",
      title: sound ? "Sound off" : "Sound on",
      run: () => prefer({ sound: !sound }),
    },
    {
      id: "tone",
      title: tone ? "Don't check the tone" : "Check the tone before sending",
      run: () => prefer({ tone: !tone }),
    },
  ];
}
