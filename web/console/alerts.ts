import type { ApprovalView } from "../../functions/contract/approval.ts";
import type { Message } from "../../functions/contract/conversation.ts";
import type { Note } from "../../functions/contract/desk.ts";
import type { RingView } from "../../functions/contract/server-events.ts";
import { notify } from "./browser/notify.ts";
import type { Preferences } from "./browser/preferences.ts";
import { play } from "./browser/sound.ts";
import { ALARM_WORDS, type Alarm } from "./desk/alarms.ts";
import { wordsOf } from "./desk/words.ts";
import { languageName, money, phrase } from "./view/format.ts";

const LONGEST = 140;
/** The console comes to the front as it is: what calls stands there, and the chat is somebody else's. */
const STAY = (): void => undefined;

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
    const why = reason ? phrase(reason.rule) : "Started the chat";
    this.#notify(`Ringing: ${languageName(language)}`, [why, ...value].join(", "), id);
  }

  /** A ring goes on. */
  ringing(): void {
    this.#sound("ring");
  }

  wrote({ conversation, body }: Message, selected: boolean): void {
    const looked = selected && document.visibilityState === "visible" && document.hasFocus();
    const words = wordsOf(body);
    if (looked || words === "") return;
    this.#sound("message");
    this.#notify("A shopper wrote", words.slice(0, LONGEST), conversation);
  }

  /** A colleague named this agent in a note. */
  mentioned({ conversation, by, text }: Note): void {
    this.#sound("message");
    const title = `${by?.name ?? "A colleague"} names you`;
    this.#notify(title, text.slice(0, LONGEST), conversation);
  }

  /** An agent asks this supervisor for a discount: once and quietly, since a chat goes on meanwhile. */
  asked({ agent, percent, cost, currency, conversation }: ApprovalView): void {
    this.#sound("message");
    const title = `${agent.name} asks for ${percent} %`;
    this.#notify(title, `At most ${money(cost, currency)}`, conversation, STAY);
  }

  /** Something on the floor needs a look. */
  alarmed(conversation: string, alarm: Alarm): void {
    this.#notify(ALARM_WORDS[alarm], "On the floor", conversation, STAY);
  }

  #sound(sound: "ring" | "message"): void {
    const { sound: wanted, quiet } = this.#preferences();
    if (wanted && !quiet) play(sound);
  }

  #notify(
    title: string,
    body: string,
    conversation: string,
    pressed = () => this.#show(conversation),
  ): void {
    const { notifications, quiet } = this.#preferences();
    if (!notifications || quiet || document.hasFocus()) return;
    notify(title, body, `heed-${conversation}`, pressed);
  }
}
