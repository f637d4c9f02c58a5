import type { ConversationView, ShopperContext } from "../../../functions/contract/conversation.ts";
import type { Guest } from "../../../functions/contract/desk.ts";
import type { Acks, AgentProfileView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../shared/connection.ts";
import { ConversationClient } from "../../shared/conversation-client.ts";
import { randomId } from "../../shared/proof.ts";
import { draftOf, noteDraftOf, outboxOf } from "../browser/drafts.ts";
import { type Chat, ChatRecord, type Part } from "./chat.ts";
import { type Kept, keptOthers, keptSelection } from "./kept.ts";

/** Closed chats that a reload still finds. */
const MOST_KEPT = 30;

export interface ChatsOptions {
  readonly link: Connection<"agent">;
  readonly me: () => AgentProfileView | undefined;
  readonly changed: () => void;
  /** A chat of this agent now belongs to somebody else. @param name hers, where she is known */
  readonly left: (name: string | undefined) => void;
}

/** The conversations on the desk, and the one in hand. */
export class Chats {
  readonly #options: ChatsOptions;
  readonly #records = new Map<string, ChatRecord>();
  #selected = keptSelection.read();
  #choices = 0;
  #others: Readonly<Record<string, Kept>> = keptOthers.read() ?? {};

  constructor(options: ChatsOptions) {
    this.#options = options;
  }

  get all(): readonly Chat[] {
    return [...this.#records.values()].map(({ chat }) => chat);
  }

  get selected(): string | undefined {
    return this.#selected;
  }

  /** How often a conversation was taken in hand on purpose. */
  get choices(): number {
    return this.#choices;
  }

  /** What was closed in this session or is somebody else's; a new page or connection asks for it again. */
  get others(): Readonly<Record<string, Kept>> {
    return this.#others;
  }

  get(id: string): ChatRecord | undefined {
    return this.#records.get(id);
  }

  select(id: string): void {
    this.#selected = id;
    this.#choices += 1;
    keptSelection.write(id);
    this.#read(id);
    this.#options.changed();
  }

  /** Something is always in hand, if there is anything. @param wanted rather this one */
  selectAny(wanted = this.#selected): void {
    const known = wanted !== undefined && this.#records.has(wanted);
    this.#selected = known ? wanted : this.#records.keys().next().value;
  }

  /** @param beside what this person is in somebody else's conversation; without it: what she was before, or a guest */
  open(view: ConversationView, context: ShopperContext, beside?: Exclude<Part, "agent">): void {
    const part = this.#partIn(view, beside);
    const known = this.#records.get(view.id);
    if (known) {
      known.know({ context, part });
      known.client.take(view);
    } else {
      const { id = "", name = "" } = this.#options.me() ?? {};
      const client: ConversationClient = new ConversationClient({
        link: this.#options.link,
        conversation: view.id,
        self: { kind: "agent", id, name },
        view,
        newId: randomId,
        shelf: outboxOf(view.id),
        onChange: () => this.#clientChanged(view.id),
        onSync: (ack) => this.#synced(view.id, ack),
      });
      this.#records.set(view.id, new ChatRecord(client, context, part));
    }
    if (view.status === "closed") this.#keep(view.id, "closed");
    else this.#keep(view.id, part === "agent" ? undefined : part);
  }

  /** Takes a conversation off the desk, with what was begun in it. */
  readonly putAway = (id: string): void => {
    this.remove(id);
    draftOf(id).write(undefined);
    noteDraftOf(id).write(undefined);
    outboxOf(id).save([]);
  };

  /** Takes it off the desk; what was begun is there again when it comes back. */
  remove(id: string): void {
    this.#records.get(id)?.client.dispose();
    this.#records.delete(id);
    this.#keep(id, undefined);
    if (this.#selected === id) this.#selected = this.#records.keys().next().value;
    keptSelection.write(this.#selected);
    this.#options.changed();
  }

  /** Who is beside a conversation's agent. */
  guestsAre(id: string, guests: readonly Guest[]): void {
    const record = this.#records.get(id);
    if (!record) return;
    const me = this.#options.me()?.id;
    const mine = guests.find((guest) => guest.id === me);
    const beside = mine && (mine.mode === "watch" ? "watcher" : "guest");
    const answers = record.client.state.view?.agent?.id === me;
    record.know({ guests, ...(beside && !answers && { part: beside }) });
  }

  #partIn({ id, agent }: ConversationView, beside: Part | undefined): Part {
    if (agent?.id === this.#options.me()?.id) return "agent";
    const kept = this.#others[id];
    const before = kept === "guest" || kept === "watcher" ? kept : undefined;
    return beside ?? before ?? (agent ? "guest" : "agent");
  }

  #synced(id: string, { context, guests }: Acks["sync"]): void {
    if (context) this.#records.get(id)?.know({ context });
    if (guests) this.guestsAre(id, guests);
  }

  #clientChanged(id: string): void {
    const record = this.#records.get(id);
    record?.changed();
    if (!record) return;
    const { state, part, closed } = record.chat;
    // Given to somebody else while this console was away.
    if (state.lost !== undefined) {
      this.putAway(id);
      return;
    }
    const { agent } = state.view ?? {};
    const me = this.#options.me()?.id;
    if (part !== "agent" && agent?.id === me) record.know({ part: "agent" });
    if (part === "agent" && agent && me !== undefined && agent.id !== me && !closed) {
      this.remove(id);
      this.#options.left(agent.name);
      return;
    }
    if (closed) this.#keep(id, "closed");
    if (id === this.#selected && document.visibilityState === "visible") this.#read(id);
    this.#options.changed();
  }

  /** Whoever watches has not read it for the shopper's eyes. */
  #read(id: string): void {
    const record = this.#records.get(id);
    if (record && record.facts.part !== "watcher") record.client.read();
  }

  #keep(id: string, kind: Kept | undefined): void {
    if (this.#others[id] === kind) return;
    const { [id]: _, ...rest } = this.#others;
    const all = kind === undefined ? rest : { ...rest, [id]: kind };
    this.#others = Object.fromEntries(Object.entries(all).slice(-MOST_KEPT));
    keptOthers.write(this.#others);
  }
}
