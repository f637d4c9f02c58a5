import type { HeedStorage } from "../shared/host.ts";
import { safe } from "./guard.ts";

const PREFIX = "heed:";
/** Holds `1` while the shopper has a chat. */
const OPEN = "open";
/** Holds the day (since 1970, UTC) of the last dismissal before consent: the same for everybody who dismissed that day. */
const DISMISSED = "quiet";
const DAY_MS = 86_400_000;

/** The loader's own view of the storage: with consent as a setting, and whether a chat is open. */
export interface LoaderStorage extends HeedStorage {
  /** A chat from an earlier page is open. Reads one key. */
  chatting(): boolean;
  consented(): boolean;
  /** Withdrawn consent removes everything but an open chat and the dismissal flag. */
  consent(given: boolean): void;
}

/**
 * @param remembersDismissal whether the shop lets the dismissal flag be kept before consent.
 * @param now epoch ms.
 */
export function createStorage(remembersDismissal: () => boolean, now: () => number): LoaderStorage {
  const memory = new Map<string, string>();
  let consented = false;

  const read = (key: string) =>
    safe(() => localStorage.getItem(PREFIX + key)) ?? memory.get(key) ?? undefined;
  const write = (key: string, value: string) => {
    memory.set(key, value);
    safe(() => localStorage.setItem(PREFIX + key, value));
  };
  const remove = (key: string) => {
    memory.delete(key);
    safe(() => localStorage.removeItem(PREFIX + key));
  };
  const chatting = () => read(OPEN) !== undefined;
  const clear = () => {
    const names = safe(() => Object.keys(localStorage)) ?? [];
    for (const name of [...names, ...[...memory.keys()].map((key) => PREFIX + key)]) {
      if (name.startsWith(PREFIX) && name !== PREFIX + DISMISSED) remove(name.slice(PREFIX.length));
    }
  };
  const today = () => Math.floor(now() / DAY_MS);

  return {
    get: read,
    set(key, value) {
      const allowed = consented || chatting();
      if (allowed) write(key, value);
      return allowed;
    },
    remove,
    engaged(open) {
      if (open) write(OPEN, "1");
      else if (consented) remove(OPEN);
      else clear();
    },
    dismissed() {
      const day = read(DISMISSED);
      if (day === undefined) return false;
      if (today() - Number(day) < 2) return true;
      remove(DISMISSED);
      return false;
    },
    dismiss() {
      if (consented) return;
      if (remembersDismissal()) write(DISMISSED, String(today()));
      else memory.set(DISMISSED, String(today()));
    },
    chatting,
    consented: () => consented,
    consent(given) {
      consented = given;
      if (!given && !chatting()) clear();
    },
  };
}
