import type { ApprovalView } from "../../../functions/contract/approval.ts";
import type { AgentPayload } from "../../../functions/contract/client-events.ts";
import type { Message } from "../../../functions/contract/conversation.ts";
import type { Note } from "../../../functions/contract/desk.ts";
import type { RingView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../shared/connection.ts";
import { isPassing, type ReplyFailure } from "../../shared/reply.ts";
import type { Alarm } from "./alarms.ts";
import { Approvals } from "./approvals.ts";
import { Chats } from "./chats.ts";
import type { DeskState } from "./desk-state.ts";
import { Earlier } from "./earlier.ts";
import { wordsFor } from "./failures.ts";
import { FloorWatch } from "./floor-watch.ts";
import { Presence } from "./presence.ts";
import { profileNow } from "./profile-now.ts";
import { Rings } from "./rings.ts";
import { Team } from "./team.ts";
import { Translating } from "./translating.ts";

export interface DeskEvents {
  /** Read `state` again. */
  readonly changed: () => void;
  readonly rang: (ring: RingView) => void;
  /** The shopper of an open conversation wrote. */
  readonly wrote: (message: Message) => void;
  /** A colleague named this agent in a note. */
  readonly mentioned: (note: Note) => void;
  /** An agent asks this supervisor for a discount. */
  readonly asked: (approval: ApprovalView) => void;
  /** A conversation on the floor that is looked at has an alarm that it had not. */
  readonly alarmed: (conversation: string, alarm: Alarm) => void;
}

/** How a chat ended, in its agent's judgement. */
export type Ending = Omit<AgentPayload<"conversation:close">, "conversation">;

/** An agent's desk: presence, rings, conversations, colleagues. It draws nothing. */
export class Desk {
  readonly presence: Presence;
  readonly team: Team;
  readonly floor: FloorWatch;
  readonly translating: Translating;
  readonly approvals: Approvals;
  readonly earlier: Earlier;
  readonly #link: Connection<"agent">;
  readonly #events: DeskEvents;
  readonly #rings: Rings;
  readonly #chats: Chats;
  #problem: string | undefined;

  /** @param link not started; the desk does nothing but listen until it is */
  constructor(link: Connection<"agent">, events: DeskEvents) {
    this.#link = link;
    this.#events = events;
    const { changed, mentioned } = events;
    const me = () => this.presence.profile;
    this.presence = new Presence({
      link,
      changed,
      told: (event, reply) => this.#told(event, reply),
    });
    this.#rings = new Rings(link.now, changed);
    this.#chats = new Chats({
      link,
      me,
      changed,
      left: (name) => this.tell(`${name ?? "A colleague"} has taken over the chat.`),
    });
    this.team = new Team({ link, chats: this.#chats, me, changed, mentioned });
    this.floor = new FloorWatch(link, changed, events.alarmed);
    this.approvals = new Approvals({ link, changed, asked: events.asked });
    this.translating = new Translating(link, this.#chats, changed);
    this.earlier = new Earlier(link);
    this.#listen();
  }

  get state(): DeskState {
    const chats = this.#chats.all;
    const { profile, setAway } = this.presence;
    const mine = chats.filter(
      ({ closed, resting, part }) => !closed && !resting && part === "agent",
    ).length;
    return {
      link: this.#link.state,
      // The server's figures are as old as the last profile; this desk knows its own slots.
      profile: profile && profileNow(profile, mine + this.#rings.size, this.#link.now()),
      setAway,
      rings: this.#rings.all,
      chats,
      selected: this.#chats.selected,
      choices: this.#chats.choices,
      mentions: this.team.mentions,
      colleagues: this.team.colleagues,
      floor: this.floor.state,
      approvals: this.approvals.state,
      problem: this.#problem,
      now: this.#link.now,
    };
  }

  /** The language that this agent knows best. */
  get tongue(): string {
    const spoken = Object.entries(this.presence.profile?.languages ?? {});
    return spoken.sort(([, a], [, b]) => b - a)[0]?.[0] ?? "en";
  }

  readonly accept = ({ conversation: { id }, round }: RingView): Promise<void> =>
    this.#rings.answering(id, async () => {
      const reply = await this.#link.request("ring:accept", { conversation: id, round });
      if (reply.ok || !isPassing(reply)) this.#rings.drop(id, round);
      if (reply.ok) {
        this.#chats.open(reply.conversation, reply.context);
        this.select(id);
      }
      this.#told("ring:accept", reply);
    });

  readonly decline = ({ conversation: { id }, round }: RingView): Promise<void> =>
    this.#rings.answering(id, async () => {
      const reply = await this.#link.request("ring:decline", { conversation: id, round });
      if (reply.ok || !isPassing(reply)) this.#rings.drop(id, round);
      this.#told("ring:decline", reply);
    });

  readonly select = (id: string): void => {
    this.#chats.select(id);
    void this.team.loadNotes(id);
  };

  /** @returns why it could not be closed */
  readonly close = async (conversation: string, ending: Ending): Promise<string | undefined> => {
    const payload = { conversation, ...ending };
    const reply = await this.#link.request("conversation:close", payload);
    if (!reply.ok) return wordsFor("conversation:close", reply);
    this.#chats.get(conversation)?.client.take(reply.conversation);
    if (reply.agent) this.presence.seen(reply.agent);
    return undefined;
  };

  /** Takes a closed conversation off the desk, with what was begun in it. */
  readonly putAway = (id: string): void => this.#chats.putAway(id);

  /** The agent has read that the shopper changed her language. */
  readonly stay = (id: string): void => {
    this.#chats.get(id)?.know({ spoken: undefined });
    this.#events.changed();
  };

  /** Says what has happened, until something else does. */
  readonly tell = (problem: string | undefined): void => {
    this.#problem = problem;
    this.#events.changed();
  };

  #listen(): void {
    const link = this.#link;
    const { changed, rang, wrote } = this.#events;
    const know = (
      id: string,
      change: Parameters<NonNullable<ReturnType<Chats["get"]>>["know"]>[0],
    ) => {
      this.#chats.get(id)?.know(change);
      changed();
    };
    link.on("state", changed);
    link.on("welcome", () => void this.#takeUp());
    link.on("ring", (ring) => {
      if (this.#rings.add(ring)) rang(ring);
      changed();
    });
    link.on("ring:over", ({ conversation, round, reason }) => {
      const known = this.#rings.drop(conversation, round);
      // Another device has answered, or a miss may have set this agent away.
      if (reason === "accepted" || reason === "missed") void this.#refresh();
      if (known && reason === "missed") this.#problem = "You missed a conversation.";
      changed();
    });
    link.on("presence", (profile) => this.presence.seen(profile));
    // A colleague has invited this agent, or another device of hers has taken it.
    link.on("conversation", ({ id, status }) => {
      if (status !== "closed" && !this.#chats.get(id)) void this.#refresh();
    });
    link.on("context", ({ conversation, context }) => know(conversation, { context }));
    link.on("draft", ({ conversation, text }) => know(conversation, { draft: text }));
    link.on("spoken", (spoken) => know(spoken.conversation, { spoken }));
    link.on("message", (message) => {
      const record = this.#chats.get(message.conversation);
      if (message.from.kind !== "shopper" || !record) return;
      record.know({ draft: "" });
      if (record.facts.part !== "watcher") wrote(message);
    });
  }

  /** After every welcome: says what the agent wants to be, and finds rings and conversations again. */
  async #takeUp(): Promise<void> {
    const wanted = this.#chats.selected;
    await this.presence.declare();
    await this.#refresh();
    const others = Object.entries(this.#chats.others);
    await Promise.all(others.map(([id, kind]) => this.#takeUpOther(id, kind)));
    this.#chats.selectAny(wanted);
    for (const { id } of this.#chats.all) {
      const record = this.#chats.get(id);
      if (record) record.noted = false;
    }
    const { selected } = this.#chats;
    if (selected !== undefined) void this.team.loadNotes(selected);
    void this.team.look();
    void this.approvals.refresh();
    this.#events.changed();
  }

  async #takeUpOther(id: string, kind: Chats["others"][string]): Promise<void> {
    if (kind === "watcher") await this.#link.request("watch", { conversation: id });
    const known = this.#chats.get(id);
    if (known) return;
    const failure = await this.team.fetch(id, kind === "closed" ? undefined : kind);
    if (failure && !isPassing(failure)) this.#chats.remove(id);
  }

  async #refresh(): Promise<void> {
    const reply = await this.#link.request("inbox", {});
    if (!reply.ok) {
      this.#told("inbox", reply);
      return;
    }
    this.presence.seen(reply.agent);
    if (reply.offers) this.approvals.limits = reply.offers;
    this.#rings.replace(reply.rings);
    for (const { conversation, context } of reply.conversations) {
      this.#chats.open(conversation, context);
    }
    this.#chats.selectAny();
    this.#events.changed();
  }

  #told(event: string, reply: { readonly ok: true } | ReplyFailure): void {
    this.tell(reply.ok || reply.code === "offline" ? undefined : wordsFor(event, reply));
  }
}
