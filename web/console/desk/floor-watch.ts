import type { Floor } from "../../../functions/contract/desk.ts";
import type { Connection } from "../../shared/connection.ts";
import type { Off } from "../../shared/emitter.ts";
import { type Alarm, alarmsOf } from "./alarms.ts";
import { wordsFor } from "./failures.ts";
import { EMPTY_LOG, looked, type ServiceLog } from "./service.ts";

/** From one look to the next, ms. */
const PERIOD = 5000;

/** What a supervisor sees of the desk, and what this page remembers of it. */
export interface FloorState {
  readonly floor: Floor | undefined;
  readonly log: ServiceLog;
  /** Why the last look failed. */
  readonly problem: string | undefined;
}

/** Looks at the whole desk every five seconds, but only while somebody looks at it here. */
export class FloorWatch {
  readonly #link: Connection<"agent">;
  readonly #changed: () => void;
  readonly #alarmed: (conversation: string, alarm: Alarm) => void;
  #state: FloorState = { floor: undefined, log: EMPTY_LOG, problem: undefined };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** @param alarmed a conversation has an alarm that it had not at the last look */
  constructor(
    link: Connection<"agent">,
    changed: () => void,
    alarmed: (conversation: string, alarm: Alarm) => void,
  ) {
    this.#link = link;
    this.#changed = changed;
    this.#alarmed = alarmed;
  }

  get state(): FloorState {
    return this.#state;
  }

  /** Begins to look. @returns what ends it */
  readonly start = (): Off => {
    this.#running = true;
    document.addEventListener("visibilitychange", this.#visible);
    void this.look();
    return () => {
      this.#running = false;
      clearTimeout(this.#timer);
      document.removeEventListener("visibilitychange", this.#visible);
    };
  };

  /** Looks now, and again later. */
  readonly look = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (!this.#running || document.visibilityState !== "visible") return;
    const reply = await this.#link.request("floor", {});
    if (reply.ok) {
      const { floor } = reply;
      this.#raise(floor);
      this.#state = { floor, log: looked(this.#state.log, floor), problem: undefined };
    } else this.#state = { ...this.#state, problem: wordsFor("floor", reply) };
    this.#changed();
    clearTimeout(this.#timer);
    if (this.#running) this.#timer = setTimeout(() => void this.look(), PERIOD);
  };

  /** What is new since the last look; at the first one all of it is old. */
  #raise(floor: Floor): void {
    const { floor: before } = this.#state;
    if (!before) return;
    const known = new Set(
      before.conversations.flatMap((each) =>
        alarmsOf(each, before.at).map((alarm) => `${each.conversation.id} ${alarm}`),
      ),
    );
    for (const each of floor.conversations) {
      const { id } = each.conversation;
      const fresh = alarmsOf(each, floor.at).find((alarm) => !known.has(`${id} ${alarm}`));
      if (fresh) this.#alarmed(id, fresh);
    }
  }

  readonly #visible = (): void => {
    if (document.visibilityState === "visible") void this.look();
    else clearTimeout(this.#timer);
  };
}
