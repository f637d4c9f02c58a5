import type { ConversationView } from "../../functions/contract/conversation.ts";
import type { Connection } from "../shared/connection.ts";
import type { Problem } from "./model.ts";

/** A conversation that the shopper has asked for. */
interface Wish {
  /**
   * Asks the server, or asks again after a reconnection.
   *
   * @returns the conversation; why there is none; or `wait`, when only another connection can tell
   */
  pursue(): Promise<ConversationView | Problem | "wait">;
}

const AGAIN = new Set(["timeout", "slow_down"]);
const ATTEMPTS = 4;
const PAUSE = 1000;

/** @param accepting the invitation that is accepted; should it be over by now, the wish to chat is not */
function makeWish(
  link: Connection<"shopper">,
  accepting: string | undefined,
  language: () => string,
  noted: (memo: string | undefined) => void,
): Wish {
  let invitation = accepting;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const ask = () =>
    invitation === undefined
      ? link.request("chat:open", { language: language(), timeZone })
      : link.request("invitation:accept", { invitation, timeZone });
  return {
    async pursue() {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await ask();
        if (reply.ok) {
          noted((reply as { readonly memo?: string }).memo);
          return reply.conversation;
        }
        if (reply.code === "offline") return "wait";
        if (AGAIN.has(reply.code)) {
          if (attempt >= ATTEMPTS) return "failed";
          await new Promise((resolve) => setTimeout(resolve, PAUSE * attempt));
        } else if (invitation !== undefined) {
          invitation = undefined;
        } else {
          return reply.code === "no_agent" ? "no_agent" : "failed";
        }
      }
    },
  };
}

/** The one conversation that the shopper has asked for and not got yet. */
export class Wishes {
  readonly #link: Connection<"shopper">;
  readonly #language: () => string;
  readonly #settled: (outcome: ConversationView | Problem) => void;
  readonly #noted: (memo: string | undefined) => void;
  #wish: Wish | undefined;

  /**
   * @param settled hears the conversation, or why there is none
   * @param noted hears the visit's memo after it, without which the next batch would tell of the visit as it was before
   */
  constructor(
    link: Connection<"shopper">,
    language: () => string,
    settled: (outcome: ConversationView | Problem) => void,
    noted: (memo: string | undefined) => void,
  ) {
    this.#link = link;
    this.#language = language;
    this.#settled = settled;
    this.#noted = noted;
  }

  get open(): boolean {
    return this.#wish !== undefined;
  }

  /** @param accepting the invitation that is accepted, if any */
  make(accepting: string | undefined): void {
    this.#wish = makeWish(this.#link, accepting, this.#language, this.#noted);
  }

  /** Asks for it, or asks again after a reconnection. */
  async pursue(): Promise<void> {
    const wish = this.#wish;
    const outcome = await wish?.pursue();
    if (!outcome || outcome === "wait" || wish !== this.#wish) return;
    this.#wish = undefined;
    this.#settled(outcome);
  }

  drop(): void {
    this.#wish = undefined;
  }
}
