import type { ShopperPayload } from "../../functions/contract/client-events.ts";
import { backoff } from "../shared/backoff.ts";
import type { Connection } from "../shared/connection.ts";
import type { HeedHost } from "../shared/host.ts";
import { isPassing } from "../shared/reply.ts";

type Batch = Omit<ShopperPayload<"signals">, "memo">;

const RETRY = { first: 2000, most: 60_000 };

/** Sends the page's signals: batches numbered from 1, one in flight, the same one again until it is answered. */
export class SignalSender {
  readonly #host: HeedHost;
  readonly #link: Connection<"shopper">;
  /** Whether anybody wants them: not after a dismissal. */
  readonly #wanted: () => boolean;
  #memo: string | undefined;
  #n = 0;
  #batch: Batch | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(host: HeedHost, link: Connection<"shopper">, wanted: () => boolean) {
    this.#host = host;
    this.#link = link;
    this.#wanted = wanted;
    host.onSignal(() => void this.pump());
  }

  /** The server's notes from an answer; they go back to it with the next batch. */
  note(memo: string | undefined): void {
    if (memo !== undefined) this.#memo = memo;
  }

  /** The visitor is another one now: the notes were about the last. */
  forget(): void {
    this.#memo = undefined;
  }

  /** Sends what waits, if there is a connection. */
  async pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    while (this.#link.state === "online") {
      this.#batch ??= this.#next();
      if (!this.#batch) break;
      const memo = this.#memo === undefined ? {} : { memo: this.#memo };
      const reply = await this.#link.request("signals", { ...this.#batch, ...memo });
      if (!reply.ok && isPassing(reply)) {
        this.#later();
        break;
      }
      if (reply.ok) this.note(reply.memo);
      this.#failures = 0;
      this.#batch = undefined;
    }
    this.#busy = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): Batch | undefined {
    const view = this.#host.view();
    const cart = this.#host.cart();
    const signals = this.#host.take();
    if (signals.length === 0 || !this.#wanted()) return undefined;
    this.#n += 1;
    return { page: this.#host.page, n: this.#n, view, ...(cart && { cart }), signals };
  }

  #later(): void {
    const delay = backoff(this.#failures, Math.random(), RETRY);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.pump(), delay);
  }
}
