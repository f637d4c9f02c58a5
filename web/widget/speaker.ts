import type { HeedHost } from "../shared/host.ts";
import { ENGLISH, type Locale, loadTexts, pickLanguage, type Texts } from "./texts.ts";

/** The language that the chat's own words are in. */
export class Speaker {
  readonly #host: HeedHost;
  readonly #changed: () => void;
  #wanted: string | undefined;
  texts: Texts = ENGLISH;

  constructor(host: HeedHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
  }

  /** Switches to the language of an invitation or conversation; without one, to the page's or the browser's. Resolves when its texts are there. */
  async speak(language?: string): Promise<void> {
    const { language: page, languages = [] } = this.#host.view();
    const wanted = pickLanguage([language, page, ...languages]);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const texts = await loadTexts(wanted, (this.#host.options.texts ?? {}) as Locale);
    if (wanted !== this.#wanted) return;
    this.texts = texts;
    this.#changed();
  }
}
