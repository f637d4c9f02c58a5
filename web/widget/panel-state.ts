import type { Emitter } from "../shared/emitter.ts";
import type { HeedStorage } from "../shared/host.ts";
import type { Aside, PanelMode, Problem } from "./model.ts";
import type { ShopEvents } from "./shop-events.ts";

const KEY = "panel";
const SMALL = "(max-width: 520px)";

/** How the panel stands, and what it has to say besides the conversation. */
export class PanelState {
  readonly #storage: HeedStorage;
  readonly #events: Emitter<ShopEvents>;
  readonly #changed: () => void;
  #mode: PanelMode = "hidden";
  #opened = false;
  #problem: Problem | undefined;
  #aside: Aside | undefined;

  constructor(storage: HeedStorage, events: Emitter<ShopEvents>, changed: () => void) {
    this.#storage = storage;
    this.#events = events;
    this.#changed = changed;
  }

  get mode(): PanelMode {
    return this.#mode;
  }

  /** The shopper opened it on this page, so it may take the focus. */
  get opened(): boolean {
    return this.#opened;
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  get aside(): Aside | undefined {
    return this.#aside;
  }

  /** How an earlier page left it. On a small screen the panel hides the page, so a new page starts with it put aside. */
  get kept(): PanelMode {
    if (this.#mode !== "hidden") return this.#mode;
    return this.#storage.get(KEY) === "open" && !matchMedia(SMALL).matches ? "open" : "minimised";
  }

  show(mode: PanelMode, opened = this.#opened): void {
    const before = this.#mode;
    this.#mode = mode;
    this.#opened = opened;
    this.#aside = undefined;
    this.#storage.set(KEY, mode);
    if (mode !== before) this.#events.emit(mode === "open" ? "open" : "close", {});
    this.#changed();
  }

  say(problem: Problem | undefined): void {
    this.#problem = problem;
    this.#changed();
  }

  turn(aside: Aside | undefined): void {
    this.#aside = aside;
    this.#changed();
  }
}
