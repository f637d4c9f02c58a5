import type { Connection } from "../shared/connection.ts";
import { isPassing } from "../shared/reply.ts";

/** What the shop says of who the shopper is, until the server has heard it. */
export class Introduction {
  readonly #link: Connection<"shopper">;
  readonly #noted: (memo: string | undefined) => void;
  #said: { readonly token?: string } | undefined;

  /** @param noted hears the visit's memo after it */
  constructor(link: Connection<"shopper">, noted: (memo: string | undefined) => void) {
    this.#link = link;
    this.#noted = noted;
  }

  /** @param token of the shop's back end; anything else: she is nobody any more */
  say(token: unknown): Promise<void> {
    this.#said = typeof token === "string" ? { token } : {};
    return this.tell();
  }

  /** Tells it once there is a connection; the shop's developers hear why it was refused. */
  async tell(): Promise<void> {
    const said = this.#said;
    if (!said) return;
    const reply = await this.#link.request("identify", said);
    // It is said again with the next connection.
    if (!reply.ok && isPassing(reply)) return;
    if (said === this.#said) this.#said = undefined;
    if (reply.ok) this.#noted(reply.memo);
    else console.warn("heed identify", reply.message);
  }
}
