import type { InvitationView } from "../../functions/contract/server-events.ts";

/** The one invitation on the screen, until it is answered or its time is over. */
export class InvitationCard {
  readonly #changed: () => void;
  #shown: InvitationView | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get shown(): InvitationView | undefined {
    return this.#shown;
  }

  /** @param left ms until it ends by itself */
  show(invitation: InvitationView, left: number): void {
    clearTimeout(this.#timer);
    this.#shown = invitation;
    this.#timer = setTimeout(() => this.drop(), left);
    this.#changed();
  }

  /** Takes it away; `id`: only if it is this one. */
  drop(id?: string): void {
    if (!this.#shown || (id !== undefined && id !== this.#shown.id)) return;
    clearTimeout(this.#timer);
    this.#shown = undefined;
    this.#changed();
  }
}
