import type { Ears, HeedStorage } from "../../shared/host.ts";
import { stored } from "../ears.ts";
import { safe } from "../guard.ts";

const PREFIX = "heed:";
/** Holds `1` while the shopper has a chat; the loader looks for it on every page. */
const OPEN = "open";
/** Holds the day (since 1970, UTC) of the last dismissal before consent: the same for everybody who dismissed that day. */
const QUIET = "quiet";
const DAY_MS = 86_400_000;

/** @param now epoch ms. */
export function openStorage(ears: Ears, now: () => number): HeedStorage {
  const memory = new Map<string, string>();

  const get = (key: string) => stored(key) ?? memory.get(key);
  const write = (key: string, value: string) => {
    memory.set(key, value);
    safe(() => localStorage.setItem(PREFIX + key, value));
  };
  const remove = (key: string) => {
    memory.delete(key);
    safe(() => localStorage.removeItem(PREFIX + key));
  };
  const clear = (kept?: string) => {
    const names = safe(() => Object.keys(localStorage)) ?? [];
    const ours = names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(5));
    for (const key of [...ours, ...memory.keys()]) if (key !== kept) remove(key);
  };
  let erased = false;
  const today = () => Math.floor(now() / DAY_MS);

  return {
    get,
    set(key, value) {
      const allowed = !erased && (ears.consent || get(OPEN) !== undefined);
      if (allowed) write(key, value);
      return allowed;
    },
    remove,
    engaged(open) {
      if (open) {
        erased = false;
        write(OPEN, "1");
      } else if (ears.consent) remove(OPEN);
      else clear(QUIET);
    },
    erase() {
      erased = true;
      clear();
    },
    dismissed() {
      const day = get(QUIET);
      if (day === undefined) return false;
      if (now() / DAY_MS - Number(day) < 2) return true;
      remove(QUIET);
      return false;
    },
    dismiss() {
      if (ears.consent) return;
      if (ears.options.dismissal === "off") memory.set(QUIET, String(today()));
      else write(QUIET, String(today()));
    },
  };
}
