import type { InvitationView } from "../../functions/contract/server-events.ts";
import type { Connection } from "../shared/connection.ts";
import type { Emitter } from "../shared/emitter.ts";
import type { HeedHost } from "../shared/host.ts";
import { InvitationCard } from "./invitation-card.ts";
import type { ShopEvents } from "./shop-events.ts";
import type { Speaker } from "./speaker.ts";

export interface DoorstepOptions {
  readonly host: HeedHost;
  readonly link: Connection<"shopper">;
  readonly speaker: Speaker;
  readonly events: Emitter<ShopEvents>;
  readonly changed: () => void;
  /** She chats already, or has asked to. */
  readonly chats: () => boolean;
  /** The device knew her, so the server remembers what she dismissed. */
  readonly known: () => boolean;
  /** The server's notes from an answer. */
  readonly noted: (memo: string | undefined) => void;
}

/** Where the invitation stands: whether one may be shown on this page, and what becomes of it. */
export class Doorstep {
  readonly #options: DoorstepOptions;
  readonly #card: InvitationCard;

  constructor(options: DoorstepOptions) {
    this.#options = options;
    this.#card = new InvitationCard(options.changed);
    options.link.on("invitation", (invitation) => void this.invited(invitation));
    options.link.on("invitation:over", ({ id }) => this.#card.drop(id));
  }

  get shown(): InvitationView | undefined {
    return this.#card.shown;
  }

  /** Before consent a dismissal silences Heed on this device for a while; a chat overrules it. */
  get quiet(): boolean {
    const { host, chats, known } = this.#options;
    return !chats() && !host.consent() && !known() && host.storage.dismissed();
  }

  clear(): void {
    this.#card.drop();
  }

  async invited(invitation: InvitationView): Promise<void> {
    const { link, speaker, events, chats } = this.#options;
    await speaker.speak(invitation.language);
    const left = invitation.until - link.now();
    if (chats() || left <= 0 || this.quiet) return;
    this.#card.show(invitation, left);
    events.emit("invite", { agent: invitation.agent.name, text: invitation.text });
  }

  dismissed(): void {
    const { host, link, events, noted } = this.#options;
    const id = this.#card.shown?.id;
    host.storage.dismiss();
    this.#card.drop();
    events.emit("dismiss", {});
    if (id === undefined) return;
    void link.request("invitation:dismiss", { invitation: id }).then((reply) => {
      if (reply.ok) noted(reply.memo);
      if (this.quiet) link.stop();
    });
  }
}
