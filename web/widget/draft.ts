import { MAX_TEXT_BYTES } from "../../functions/contract/limits.ts";
import type { Connection } from "../shared/connection.ts";
import { textBytes } from "../shared/text-size.ts";
import { throttle } from "../shared/throttle.ts";
import type { Written } from "./model.ts";

/** At most one glimpse in so many ms. */
const GLIMPSE_PERIOD = 1500;
const NOTHING: Written = { text: "", email: "", name: "" };

/** What the shopper has written and not sent; agents get a glimpse of her words only where the stage says that they do. */
export class Draft {
  /** Agents see what she writes before she sends it. */
  sneakPeek = false;
  #written = NOTHING;
  readonly #glimpse: ReturnType<typeof throttle<string>>;

  /** @param conversation the one that this page takes part in, if any */
  constructor(link: Connection<"shopper">, conversation: () => string | undefined) {
    this.#glimpse = throttle(
      (text) => {
        const id = conversation();
        if (id !== undefined) void link.request("draft", { conversation: id, text });
      },
      GLIMPSE_PERIOD,
      "latest",
    );
  }

  get written(): Written {
    return this.#written;
  }

  write(part: Partial<Written>): void {
    this.#written = { ...this.#written, ...part };
    const { text } = part;
    if (this.sneakPeek && text !== undefined && textBytes(text) <= MAX_TEXT_BYTES) {
      this.#glimpse.call(text);
    }
  }

  /** Her words went out as a message, which shows agents more than a glimpse would. */
  sent(): void {
    this.#glimpse.stop();
    this.#written = { ...this.#written, text: "" };
  }

  forget(): void {
    this.#glimpse.stop();
    this.#written = NOTHING;
  }
}
