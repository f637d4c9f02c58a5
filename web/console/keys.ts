import type { Command } from "./command.ts";

const ARROWS: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓" };

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select");

/**
 * Names the combination of a key press as commands do: "Alt A", "Ctrl K", "?"; undefined: none of ours. Letters go by their place on the keyboard, so
 * that they work in every layout. Single signs count only outside of fields.
 */
export function comboOf(event: KeyboardEvent): string | undefined {
  const { altKey, ctrlKey, metaKey, key, code, target } = event;
  if ((ctrlKey || metaKey) && !altKey) return code === "KeyK" ? "Ctrl K" : undefined;
  if (altKey && !ctrlKey && !metaKey) {
    const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? ARROWS[key];
    return letter && `Alt ${letter}`;
  }
  return key === "?" && !isField(target) ? "?" : undefined;
}

/** The command that a key press asks for. */
export function commandFor(
  event: KeyboardEvent,
  commands: readonly Command[],
): Command | undefined {
  const combo = comboOf(event);
  return combo === undefined ? undefined : commands.find(({ keys }) => keys === combo);
}

/** Every key there is, for the sheet: also those that can't be used at the moment. */
export const ALL_KEYS: readonly (readonly [keys: string, what: string])[] = [
  ["Alt A", "Accept what rings"],
  ["Alt X", "Decline what rings"],
  ["Alt P", "Approve what is asked first, for supervisors"],
  ["Alt Z", "Refuse what is asked first, for supervisors"],
  ["Alt U", "Go to who waits longest"],
  ["Alt ↓", "Next chat"],
  ["Alt ↑", "Previous chat"],
  ["Alt M", "Write a message"],
  ["Enter", "Send"],
  ["Shift Enter", "New line"],
  ["/", "Canned replies, in the message field"],
  ["Alt R", "Canned replies, from anywhere"],
  ["Alt O", "Go to the offers"],
  ["Alt S", "Search this conversation"],
  ["Alt G", "Fold or unfold the guide"],
  ["Alt N", "Write a note, or a message again"],
  ["@", "A colleague, in a note"],
  ["[Yes] [No]", "Answers for the shopper to press, alone on the last line"],
  ["Alt K", "Show a product"],
  ["Alt T", "Translate the shopper's last message"],
  ["Alt Y", "Translate what you have begun"],
  ["Alt H", "Hand the chat over"],
  ["Alt I", "Invite a colleague"],
  ["Alt W", "Close the chat; once closed, put it away; leave, as a guest"],
  ["Alt D", "Done with the wrap-up"],
  ["Alt B", "I'm back: online"],
  ["Alt C", "Chats"],
  ["Alt V", "Floor, for supervisors"],
  ["Alt L", "Rules, for supervisors"],
  ["Alt J", "Admin, for admins"],
  ["Alt Q", "Quiet: no sound, no notifications"],
  ["Ctrl K", "Commands"],
  ["?", "This sheet, outside of fields"],
];
