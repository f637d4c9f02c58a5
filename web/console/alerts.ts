import type { Message } from "../../functions/contract/conversation.ts";
import type { Note } from "../../functions/contract/desk.ts";
import type { RingView } from "../../functions/contract/server-events.ts";
import { notify } from "./browser/notify.ts";
import type { Preferences } from "./browser/preferences.ts";
import { play } from "./browser/sound.ts";
import { languageName, money, phrase } from "./view/format.ts";

const LONGEST = 140;

/** Calls the agent by sound and desktop notification, as far as the agent wants to be called. */
export class Alerts {
  readonly #preferences: () => Preferences;
  readonly #show: (conversation: string) => void;

  /** @param show the agent pressed a notification of this conversation */
  constructor(preferences: () => Preferences, show: (conversation: string) => void) {
    this.#preferences = preferences;
    this.#show = show;
  }

  rang({ conversation: { id }, context }: RingView): void {
    this.ringing();
    const { cart, reason, language } = context;
    const value = cart && cart.items > 0 ? [money(cart.value, cart.currency)] : [];
    const why = reason ? phrase(reason.rule) : "Asked by herself";
    this.#notify(`Ringing: ${languageName(language)}`, [why, ...value].join(", "), id);
  }

  /** A ring goes on. */
  ringing(): void {
    this.#sound("ring");
  }

  wrote({ conversation, body }: Message, selected: boolean): void {
    const looked = selected && document.visibilityState === "visible" && document.hasFocus();
    if (looked || body.kind !== "text") return;
    this.#sound("message");
    this.#notify("A shopper wrote", body.text.slice(0, LONGEST), conversation);
  }

  /** A colleague named this agent in a note. */
  mentioned({ conversation, by, text }: Note): void {
    this.#sound("message");
    const title = `${by?.name ?? "A colleague"} names you`;
    this.#notify(title, text.slice(0, LONGEST), conversation);
  }

  #sound(sound: "ring" | "message"): void {
    const { sound: wanted, quiet } = this.#preferences();
    if (wanted && !quiet) play(sound);
  }

  #notify(title: string, body: string, conversation: string): void {
    const { notifications, quiet } = this.#preferences();
    if (!notifications || quiet || document.hasFocus()) return;
    notify(title, body, `heed-${conversation}`, () => this.#show(conversation));
  }
}
