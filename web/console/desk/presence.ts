import type { AgentProfileView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../shared/connection.ts";
import type { ReplyFailure } from "../../shared/reply.ts";
import { keptReason, keptStatus, type Status } from "./kept.ts";

export interface PresenceOptions {
  readonly link: Connection<"agent">;
  readonly changed: () => void;
  /** How a request of this agent went. */
  readonly told: (event: string, reply: { readonly ok: true } | ReplyFailure) => void;
}

/** What the agent wants to be and what she is: online, away for a reason, offline, or in the wrap-up of a chat. */
export class Presence {
  readonly #options: PresenceOptions;
  #wanted: Status = keptStatus.read() ?? "online";
  #reason = keptReason.read();
  #profile: AgentProfileView | undefined;
  #setAway = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get profile(): AgentProfileView | undefined {
    return this.#profile;
  }

  /** Is she more than an agent? */
  get isLead(): boolean {
    return this.#profile !== undefined && this.#profile.role !== "agent";
  }

  /** Somebody else than the agent has set her away: two misses in a row. */
  get setAway(): boolean {
    return this.#setAway;
  }

  /** @param reason why she is away */
  readonly set = async (status: Status, reason?: string): Promise<void> => {
    this.#want(status, reason);
    this.#setAway = false;
    await this.declare();
  };

  /** Says what the agent wants to be; after every welcome. */
  async declare(): Promise<void> {
    const reason = this.#reason === undefined ? {} : { reason: this.#reason };
    const reply = await this.#options.link.request("presence", { status: this.#wanted, ...reason });
    if (reply.ok) this.#know(reply.agent);
    this.#options.told("presence", reply);
  }

  /** Ends what comes after a chat: its slot is free at once. */
  readonly endWrapUp = async (conversation: string): Promise<void> => {
    const reply = await this.#options.link.request("wrap-up:end", { conversation });
    if (reply.ok) this.seen(reply.agent);
    this.#options.told("wrap-up:end", reply);
  };

  /** A miss or another device has changed what this agent is; a lapsed lease (`offline`) is no wish of the agent's. */
  seen(profile: AgentProfileView): void {
    const { presence, reason } = profile;
    if (presence === "away" && this.#wanted === "online" && this.#profile) this.#setAway = true;
    if (presence === "online") this.#setAway = false;
    if (presence === "online" || presence === "away") this.#want(presence, reason);
    this.#know(profile);
    this.#options.changed();
  }

  /** Nobody says when a wrap-up has run out. */
  #know(profile: AgentProfileView): void {
    this.#profile = profile;
    clearTimeout(this.#timer);
    const { link, changed } = this.#options;
    const now = link.now();
    const ends = Object.values(profile.wrapUps ?? {}).filter((until) => until > now);
    if (ends.length === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#know({ ...profile });
        changed();
      },
      Math.min(...ends) - now + 1,
    );
  }

  #want(status: Status, reason: string | undefined): void {
    this.#wanted = status;
    this.#reason = status === "away" ? reason : undefined;
    keptStatus.write(status);
    keptReason.write(this.#reason);
  }
}
