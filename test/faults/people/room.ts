import type { ConversationView, Party, Sender } from "../../../functions/contract/conversation.ts";
import { ConversationClient } from "../../../web/shared/conversation-client.ts";
import type { OutboxShelf } from "../../../web/shared/outbox-sender.ts";
import type { ConversationLink } from "../../../web/shared/wire.ts";
import type { Screen } from "../check/history.ts";
import type { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";

/** One page's end of one conversation: the product's own client, and a person who writes into it. */
export class Room {
  readonly id: string;
  readonly client: ConversationClient;
  readonly #sim: Sim;
  readonly #device: Device;
  readonly #failed = new Set<string>();
  #ready = false;

  constructor(
    sim: Sim,
    device: Device,
    link: ConversationLink,
    view: ConversationView,
    self: Extract<Sender, { kind: Party }>,
    changed: (room: Room) => void,
    shelf?: OutboxShelf,
  ) {
    this.#sim = sim;
    this.#device = device;
    this.id = view.id;
    this.client = new ConversationClient({
      link,
      conversation: view.id,
      self,
      view,
      newId: () => sim.random.id("box"),
      random: sim.random.next,
      ...(shelf && { shelf }),
      onChange: () => {
        if (!this.#ready) return;
        this.#look();
        changed(this);
      },
    });
    this.#ready = true;
    this.#look();
  }

  get open(): boolean {
    const { view, lost } = this.client.state;
    return lost === undefined && view?.status !== "closed";
  }

  /** Writes the next message. Each text is one of its kind. */
  write(): void {
    const { name } = this.#device;
    const text = `${this.#sim.random.id("m")} of ${name}`;
    const { now } = this.#sim;
    this.#sim.history.push({ at: now, kind: "wrote", page: name, conversation: this.id, text });
    this.#sim.trace(name, () => `writes "${text}"`);
    this.client.send(text);
  }

  /** Does something about what failed: once more, or away with it. */
  tidy(): void {
    for (const entry of this.client.state.entries) {
      if (entry.kind !== "outgoing" || entry.delivery !== "failed") continue;
      if (this.#sim.random.chance(0.5)) this.client.retry(entry.message);
      else this.client.discard(entry.message);
    }
  }

  get screen(): Screen {
    const { view, entries } = this.client.state;
    return {
      page: this.#device.name,
      conversation: this.id,
      view,
      messages: entries.flatMap((entry) => (entry.kind === "stored" ? [entry.message] : [])),
      sending: entries.flatMap((entry) =>
        entry.kind === "outgoing" && entry.delivery === "sending" ? [entry.message.text] : [],
      ),
    };
  }

  #look(): void {
    for (const entry of this.client.state.entries) {
      if (entry.kind !== "outgoing" || entry.delivery !== "failed") continue;
      const { text } = entry.message;
      if (this.#failed.has(text)) continue;
      this.#failed.add(text);
      this.#sim.trace(this.#device.name, () => `sees "${text}" fail: ${entry.message.code}`);
      this.#sim.history.push({ at: this.#sim.now, kind: "failed", text });
    }
  }
}
