import type { ConversationView } from "../../functions/contract/conversation.ts";
import type { InvitationView } from "../../functions/contract/server-events.ts";
import { Connection } from "../shared/connection.ts";
import { Emitter } from "../shared/emitter.ts";
import type { HeedHost } from "../shared/host.ts";
import { openSlimSocket } from "../shared/slim-socket.ts";
import type { WelcomeOf } from "../shared/wire.ts";
import { tellConsent } from "./consent.ts";
import { conversationActions } from "./conversation-actions.ts";
import { Identity } from "./identity.ts";
import { InvitationCard } from "./invitation-card.ts";
import type { Actions, Model, PanelMode } from "./model.ts";
import { PanelState } from "./panel-state.ts";
import { QUIET_HEARTBEAT, Room } from "./room.ts";
import type { ShopEvents } from "./shop-events.ts";
import { SignalSender } from "./signal-sender.ts";
import { Speaker } from "./speaker.ts";
import { joinTabs, type TabNews, type Tabs } from "./tabs.ts";
import { makeWish, type Wish } from "./wish.ts";

/** The shopper's side of Heed on one page: connection, invitation, conversation. It draws nothing; `changed` is called after every change of `model`. */
export class Session {
  readonly events = new Emitter<ShopEvents>();
  readonly actions: Actions;
  readonly #host: HeedHost;
  readonly #changed: () => void;
  readonly #link: Connection<"shopper">;
  readonly #identity: Identity;
  readonly #signals: SignalSender;
  readonly #tabs: Tabs;
  readonly #speaker: Speaker;
  readonly #card: InvitationCard;
  readonly #room: Room;
  readonly #panel: PanelState;
  /** What the shopper asked for and the server has not answered. */
  #wish: Wish | undefined;

  constructor(host: HeedHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#identity = new Identity(host.storage);
    this.#link = new Connection({
      url: host.socket,
      open: openSlimSocket,
      query: this.#identity.query,
      accept: ({ credential }, offset) => this.#identity.welcomed(credential, offset),
      heartbeat: QUIET_HEARTBEAT,
    });
    this.#signals = new SignalSender(host, this.#link, () => !this.#quiet());
    this.#tabs = joinTabs((news) => this.#newsFromTab(news));
    this.#speaker = new Speaker(host, changed);
    this.#card = new InvitationCard(changed);
    this.#room = new Room({
      link: this.#link,
      storage: host.storage,
      changed: () => this.#conversationChanged(),
      heard: (from) => this.events.emit("message", { from }),
    });
    this.#panel = new PanelState(host.storage, this.events, changed);
    this.actions = {
      ...conversationActions(this.#link, this.#room, this.#panel, this.events),
      accept: () => this.#accept(),
      dismiss: () => {
        this.#tabs.tell({ kind: "dismissed" });
        this.#dismissed();
      },
      open: () => this.#open(),
      minimise: () => (this.#room.client ? this.#show("minimised") : this.#leave()),
      leave: () => this.#leave(),
    };
    this.#link.on("welcome", (welcome) => this.#welcomed(welcome));
    this.#link.on("invitation", (invitation) => void this.#invited(invitation));
    this.#link.on("invitation:over", ({ id }) => this.#card.drop(id));
    this.#link.on("state", changed);
    document.addEventListener("visibilitychange", this.#visible);
  }

  start(): void {
    if (this.#quiet()) return;
    this.#link.start();
    void this.#speaker.speak();
  }

  get model(): Model {
    return {
      texts: this.#speaker.texts,
      link: this.#link.state,
      panel: this.#panel.mode,
      opened: this.#panel.opened,
      invitation: this.#card.shown,
      agent: this.#room.agent,
      chat: this.#room.client?.state,
      problem: this.#panel.problem,
      ending: this.#panel.ending,
      now: this.#link.now,
    };
  }

  /** The shop says whether the shopper may be known from page to page. */
  consent(given: boolean): void {
    if (given) this.#identity.keep();
    else if (!this.#room.client) this.#identity.forget();
    void tellConsent(this.#link, this.#host.storage, this.#identity.credential, given).then(
      (memo) => this.#signals.note(memo),
    );
  }

  destroy(): void {
    document.removeEventListener("visibilitychange", this.#visible);
    this.#card.drop();
    this.#room.dispose();
    this.#signals.stop();
    this.#link.stop();
    this.#tabs.close();
    this.events.clear();
  }

  #accept(): void {
    const invitation = this.#card.shown;
    if (!invitation) return;
    this.#room.promise(invitation.agent);
    this.#card.drop();
    this.#ask(invitation.id);
  }

  #open(): void {
    if (this.#card.shown) this.#accept();
    else if (this.#room.client) this.#show("open", true);
    else this.#ask(undefined);
  }

  #leave(): void {
    const conversation = this.#room.client?.id;
    if (conversation !== undefined) this.#tabs.tell({ kind: "put-away", conversation });
    this.#putAway();
  }

  /** Before consent a dismissal silences Heed on this device for a while; a chat overrules it. */
  #quiet(): boolean {
    const chats = this.#room.client !== undefined || this.#wish !== undefined;
    const known = this.#host.consent() || this.#identity.restored;
    return !chats && !known && this.#host.storage.dismissed();
  }

  #welcomed({ memo, conversation, invitation }: WelcomeOf<"shopper">): void {
    this.#signals.note(memo);
    if (this.#host.consent()) this.consent(true);
    if (conversation) this.#enter(conversation, this.#panel.kept);
    else if (this.#identity.restored && !this.#room.client && !this.#wish) {
      // A chat of an earlier page has ended meanwhile.
      this.#host.storage.engaged(false);
    }
    if (invitation) void this.#invited(invitation);
    void this.#pursue();
    void this.#signals.pump();
  }

  async #invited(invitation: InvitationView): Promise<void> {
    await this.#speaker.speak(invitation.language);
    const left = invitation.until - this.#link.now();
    const busy = this.#room.client !== undefined || this.#wish !== undefined;
    if (busy || left <= 0 || this.#quiet()) return;
    this.#card.show(invitation, left);
    this.events.emit("invite", { agent: invitation.agent.name, text: invitation.text });
  }

  #dismissed(): void {
    const id = this.#card.shown?.id;
    this.#host.storage.dismiss();
    this.#card.drop();
    this.events.emit("dismiss", {});
    if (id === undefined) return;
    void this.#link.request("invitation:dismiss", { invitation: id }).then((reply) => {
      if (reply.ok) this.#signals.note(reply.memo);
      if (this.#quiet()) this.#link.stop();
    });
  }

  #ask(invitation: string | undefined): void {
    this.#wish = makeWish(this.#link, invitation, () => this.#speaker.texts.language);
    this.#panel.say(undefined);
    this.#show("open", true);
    this.#link.start();
    void this.#speaker.speak();
    void this.#pursue();
  }

  async #pursue(): Promise<void> {
    const wish = this.#wish;
    const outcome = await wish?.pursue();
    if (!outcome || outcome === "wait" || wish !== this.#wish) return;
    if (typeof outcome === "object") {
      this.#enter(outcome, "open");
      return;
    }
    this.#wish = undefined;
    this.#panel.say(outcome);
  }

  #enter(view: ConversationView, panel: PanelMode): void {
    this.#wish = undefined;
    this.#panel.say(undefined);
    this.#card.drop();
    const entered = this.#room.enter(view);
    this.#identity.keep();
    if (!entered) return;
    void this.#speaker.speak(view.language);
    this.#show(panel);
    const { credential } = this.#identity;
    if (credential) this.#tabs.tell({ kind: "chat", credential, conversation: view });
  }

  #conversationChanged(): void {
    if (this.#panel.mode === "open" && document.visibilityState === "visible")
      this.#room.client?.read();
    this.#changed();
  }

  #putAway(): void {
    this.#room.leave();
    this.#wish = undefined;
    this.#panel.say(undefined);
    this.#show("hidden");
  }

  #newsFromTab(news: TabNews): void {
    const { client } = this.#room;
    if (news.kind === "dismissed") this.#dismissed();
    if (news.kind === "put-away" && client?.id === news.conversation) this.#putAway();
    // Another tab chats: this one follows, out of the way.
    if (news.kind !== "chat" || client) return;
    const known = this.#identity.credential?.visitor === news.credential.visitor;
    this.#identity.adopt(news.credential);
    if (!known) this.#signals.forget();
    this.#enter(news.conversation, "minimised");
    if (!known) this.#link.reconnect();
    this.#link.start();
  }

  #show(mode: PanelMode, opened?: boolean): void {
    this.#panel.show(mode, opened);
    if (mode === "open") this.#room.client?.read();
  }

  readonly #visible = (): void => {
    if (document.visibilityState === "visible") this.#link.check();
    this.#conversationChanged();
  };
}
