import { chatCommands } from "./chat-commands.ts";
import { type Command, type CommandParts, isLead } from "./command.ts";
import { REASONS, STATUSES } from "./desk/kept.ts";
import { languageName } from "./view/format.ts";
import { nameOf } from "./view/row.tsx";

/** What can be done now, most wanted first. */
export function commandsOf(parts: CommandParts): readonly Command[] {
  const { state, show, signOut } = parts;
  const selected = state.chats.find(({ id }) => id === state.selected);
  return [
    ...ringCommands(parts),
    ...approvalCommands(parts),
    ...(selected ? chatCommands(parts, selected) : []),
    ...moveCommands(parts),
    ...viewCommands(parts),
    ...presenceCommands(parts),
    ...preferenceCommands(parts),
    { id: "keys", title: "Show all keys", keys: "?", run: () => show({ kind: "keys" }) },
    { id: "settings", title: "Settings", run: () => show({ kind: "settings" }) },
    { id: "palette", title: "Commands", keys: "Ctrl K", run: () => show({ kind: "palette" }) },
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

/** What a supervisor is asked first. */
function approvalCommands(parts: CommandParts): readonly Command[] {
  const { desk, state } = parts;
  const asked = state.approvals.waiting.find(({ agent }) => agent.id !== state.profile?.id);
  if (!asked || !isLead(parts)) return [];
  const { agent, percent, code } = asked;
  const answer = (kind: "approve" | "refuse") => async () =>
    desk.tell(await desk.approvals.answer(code, kind));
  const what = `${percent} % for ${agent.name}`;
  return [
    { id: "approve", title: `Approve ${what}`, keys: "Alt P", run: () => void answer("approve")() },
    { id: "refuse", title: `Refuse ${what}`, keys: "Alt Z", run: () => void answer("refuse")() },
  ];
}

/** A supervisor's parts of the console. */
function viewCommands(parts: CommandParts): readonly Command[] {
  const { go } = parts;
  if (!isLead(parts)) return [];
  return [
    { id: "chats", title: "Chats", keys: "Alt C", run: () => go("chats") },
    { id: "floor", title: "Floor: who waits, who answers", keys: "Alt V", run: () => go("floor") },
    { id: "effect", title: "Effect of the invitations", run: () => go("effect") },
    { id: "pain", title: "Pain points: what goes wrong", run: () => go("pain") },
    { id: "rules", title: "Rules", keys: "Alt L", run: () => go("rules") },
    ...(parts.state.profile?.role === "admin"
      ? [
          {
            id: "admin",
            title: "Admin: agents, texts, hours, offers, theme",
            keys: "Alt J",
            run: () => go("admin"),
          },
        ]
      : []),
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

function presenceCommands({ desk, state: { profile } }: CommandParts): readonly Command[] {
  const presence = profile?.presence;
  const statuses = STATUSES.filter((status) => status !== presence).map((status) => ({
    id: `presence-${status}`,
    title: status === "online" && presence === "away" ? "I'm back: be online" : `Be ${status}`,
    ...(status === "online" && presence === "away" && { keys: "Alt B" }),
    run: () => void desk.presence.set(status),
  }));
  const reasons = REASONS.map((reason) => ({
    id: `presence-${reason}`,
    title: `Be away: ${reason}`,
    run: () => void desk.presence.set("away", reason),
  }));
  return [...statuses, ...reasons];
}

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
