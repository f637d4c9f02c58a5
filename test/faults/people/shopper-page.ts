import type { ConversationView } from "../../../functions/contract/conversation.ts";
import type { InvitationView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../../web/shared/connection.ts";
import { isPassing } from "../../../web/shared/reply.ts";
import type { WelcomeOf } from "../../../web/shared/wire.ts";
import { outboxShelf } from "../../../web/widget/shelf.ts";
import { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";
import type { Gateway } from "../world/gateway.ts";
import { openLink } from "../world/link.ts";
import type { Browser } from "./browser.ts";
import { Room } from "./room.ts";

const CHAT_HEARTBEAT = 60_000;

/**
 * The widget on one page, without its looks: it connects, tells signals, pursues a wish to chat until it is answered, and enters the conversation
 * that it is told of. The person who uses it is elsewhere.
 */
export class ShopperPage {
  readonly device: Device;
  readonly link: Connection<"shopper">;
  readonly #sim: Sim;
  readonly #browser: Browser;
  #room: Room | undefined;
  #invitation: InvitationView | undefined;
  #wish: { readonly invitation?: string } | undefined;
  #memo: string | undefined;
  #batch = 0;
  #welcomedAt = 0;

  constructor(sim: Sim, gateway: Gateway, browser: Browser, name: string) {
    this.#sim = sim;
    this.#browser = browser;
    this.device = new Device(sim, name);
    this.link = openLink<"shopper">(sim, gateway, {
      owner: { role: "shopper", id: browser.visitor },
      name,
      device: this.device,
      heartbeat: CHAT_HEARTBEAT,
    });
    this.link.on("welcome", (welcome) => this.#welcomed(welcome));
    this.link.on("invitation", (invitation) => {
      if (!this.#room && !this.#wish) this.#invitation = invitation;
    });
    this.link.on("invitation:over", ({ id }) => {
      if (id === this.#invitation?.id) this.#invitation = undefined;
    });
    this.device.run(() => this.link.start());
  }

  get room(): Room | undefined {
    return this.#room;
  }

  get invitation(): InvitationView | undefined {
    return this.#invitation;
  }

  /** When the server last said welcome; epoch ms, 0 before. */
  get welcomedAt(): number {
    return this.#welcomedAt;
  }

  /** Rests on the cart: a batch that is sent until it is answered. */
  hesitate(language: string): void {
    void this.#signal(++this.#batch, language);
  }

  accept(): void {
    const id = this.#invitation?.id;
    if (id === undefined) return;
    this.#invitation = undefined;
    this.#ask({ invitation: id });
  }

  dismiss(): void {
    const id = this.#invitation?.id;
    if (id === undefined) return;
    this.#invitation = undefined;
    void this.link.request("invitation:dismiss", { invitation: id });
  }

  /** Asks for a chat by herself. */
  ask(): void {
    if (!this.#room && !this.#wish) this.#ask({});
  }

  /** Another tab of this browser chats. */
  follow(view: ConversationView): void {
    if (!this.#room) this.#enter(view, false);
  }

  answer(code: string, answer: "accept" | "decline"): void {
    const conversation = this.#room?.id;
    if (conversation !== undefined)
      void this.link.request("offer:answer", { conversation, code, answer });
  }

  /** Puts an ended chat away. */
  putAway(): void {
    this.#room?.client.dispose();
    this.#room = undefined;
  }

  #ask(wish: { readonly invitation?: string }): void {
    this.#wish = wish;
    this.#pursue();
  }

  #pursue(): void {
    const wish = this.#wish;
    if (!wish || this.link.state !== "online") return;
    const { invitation } = wish;
    const asked =
      invitation === undefined
        ? this.link.request("chat:open", { language: "fi" })
        : this.link.request("invitation:accept", { invitation });
    void asked.then((reply) => {
      if (wish !== this.#wish) return;
      if (reply.ok) this.#enter(reply.conversation, true);
      else if (reply.code === "timeout") this.#pursue();
      else if (!isPassing(reply) && invitation !== undefined) this.#ask({});
      else if (reply.code !== "offline") this.#wish = undefined;
    });
  }

  #welcomed({ conversation, invitation, memo }: WelcomeOf<"shopper">): void {
    this.#welcomedAt = this.#sim.now;
    this.#memo = memo;
    if (conversation) this.#enter(conversation, true);
    if (invitation && !this.#room) this.#invitation = invitation;
    this.#pursue();
  }

  #enter(view: ConversationView, tell: boolean): void {
    this.#wish = undefined;
    this.#invitation = undefined;
    if (this.#room?.id === view.id) {
      this.#room.client.take(view);
      return;
    }
    this.putAway();
    this.#room = new Room(
      this.#sim,
      this.device,
      this.link,
      view,
      { kind: "shopper" },
      (room) => this.#sim.random.chance(0.3) && room.client.read(),
      outboxShelf(this.#browser.storage, view.id),
    );
    if (tell) this.#browser.tell(this, view);
  }

  async #signal(n: number, language: string): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const reply = await this.link.request("signals", {
        page: `page-${this.device.name.replaceAll(/[^A-Za-z0-9]/g, "-")}`,
        n,
        view: { kind: "cart", path: "/cart", language, device: "desktop" },
        cart: { value: 120, currency: "EUR", items: 2 },
        signals: [{ kind: "cart-hesitation", at: 40_000 }],
        ...(this.#memo !== undefined && { memo: this.#memo }),
      });
      if (reply.ok) this.#memo = reply.memo ?? this.#memo;
      if (reply.ok || !isPassing(reply)) return;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}
