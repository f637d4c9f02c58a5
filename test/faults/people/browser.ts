import type { ConversationView } from "../../../functions/contract/conversation.ts";
import type { HeedStorage } from "../../../web/shared/host.ts";
import type { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";

/** A tab, as the others know it. */
export interface Tab {
  readonly device: Device;
  /** Another tab of this browser chats. */
  follow(view: ConversationView): void;
}

/** One browser of one shopper: what its tabs keep and tell each other. */
export class Browser {
  readonly visitor: string;
  readonly storage: HeedStorage;
  readonly #sim: Sim;
  readonly #pages = new Set<Tab>();

  constructor(sim: Sim, visitor: string) {
    this.#sim = sim;
    this.visitor = visitor;
    this.storage = memoryStorage();
  }

  add(page: Tab): void {
    this.#pages.add(page);
  }

  /** News of a chat, to the other tabs. */
  tell(from: Tab, view: ConversationView): void {
    for (const page of this.#pages) {
      if (page !== from) this.#sim.soon(1, 20, () => page.device.run(() => page.follow(view)));
    }
  }
}

function memoryStorage(): HeedStorage {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, value);
      return true;
    },
    remove: (key) => void kept.delete(key),
    engaged() {},
    erase() {},
    dismissed: () => false,
    dismiss() {},
  };
}
