import type { ConversationView } from "../../functions/contract/conversation.ts";
import type { StageTheme } from "../../functions/contract/server-events.ts";
import { Connection } from "../shared/connection.ts";
import { Emitter } from "../shared/emitter.ts";
import type { HeedHost } from "../shared/host.ts";
import { openSlimSocket } from "../shared/slim-socket.ts";
import type { WelcomeOf } from "../shared/wire.ts";
import { asideActions } from "./aside-actions.ts";
import { tellConsent } from "./consent.ts";
import { conversationActions } from "./conversation-actions.ts";
import { Doorstep } from "./doorstep.ts";
import { Draft } from "./draft.ts";
import { Identity } from "./identity.ts";
import { Introduction } from "./introduction.ts";
import type { Actions, Model, PanelMode } from "./model.ts";
import { PanelState } from "./panel-state.ts";
import { QUIET_HEARTBEAT, Room } from "./room.ts";
import type { ShopEvents } from "./shop-events.ts";
import { SignalSender } from "./signal-sender.ts";
import { Speaker } from "./speaker.ts";
import { joinTabs, type TabNews, type Tabs } from "./tabs.ts";
import { webAddress } from "./web-address.ts";
import { Wishes } from "./wish.ts";

/** The shopper's side of Heed on one page: connection, invitation, conversation. It draws nothing; `changed` is called after every change of `model`. */
export class Session {
  readonly events = new Emitter<ShopEvents>();
  readonly actions: Actions;
  readonly introduction: Introduction;
  readonly #host: HeedHost;
  readonly #changed: () => void;
  readonly #dress: (theme: StageTheme) => void;
  readonly #link: Connection<"shopper">;
  readonly #identity: Identity;
  readonly #signals: SignalSender;
  readonly #tabs: Tabs;
  readonly #speaker: Speaker;
  readonly #doorstep: Doorstep;
  readonly #room: Room;
  readonly #panel: PanelState;
  readonly #draft: Draft;
  readonly #wishes: Wishes;

  /** @param dress called with what the stage's admins chose of the chat's looks */
  constructor(host: HeedHost, changed: () => void, dress: (theme: StageTheme) => void) {
    this.#host = host;
    this.#changed = changed;
    this.#dress = dress;
    this.#identity = new Identity(host.storage);
    this.#link = new Connection({
      url: host.socket,
      open: openSlimSocket,
      query: this.#identity.query,
      refused: (offset) => this.#identity.refused(offset),
      heartbeat: QUIET_HEARTBEAT,
    });
    this.introduction = new Introduction(this.#link, (memo) => this.#signals.note(memo));
    this.#signals = new SignalSender(host, this.#link, () => !this.#doorstep.quiet);
    this.#tabs = joinTabs((news) => this.#newsFromTab(news));
    this.#speaker = new Speaker(host, changed);
    this.#doorstep = new Doorstep({
      host,
      link: this.#link,
      speaker: this.#speaker,
      events: this.events,
      changed,
      chats: () => this.#room.client !== undefined || this.#wishes.open,
      known: () => this.#identity.restored,
      noted: (memo) => this.#signals.note(memo),
    });
    this.#room = new Room({
      link: this.#link,
      storage: host.storage,
      changed: () => this.#conversationChanged(),
      heard: (from) => this.events.emit("message", { from }),
    });
    this.#wishes = new Wishes(
      this.#link,
      () => this.#speaker.texts.language,
      (outcome) =>
        typeof outcome === "object" ? this.#enter(outcome, "open") : this.#panel.say(outcome),
      (memo) => this.#signals.note(memo),
    );
    this.#panel = new PanelState(host.storage, this.events, changed);
    this.#draft = new Draft(this.#link, () => this.#room.client?.id);
    this.actions = {
      ...conversationActions(this.#link, this.#room, this.#panel, this.#draft, this.events),
      ...asideActions(this.#link, this.#room, this.#draft, () => this.#surveyed("sent")),
      accept: () => this.#accept(),
      dismiss: () => {
        this.#tabs.tell({ kind: "dismissed" });
        this.#doorstep.dismissed();
      },
      open: () => this.#open(),
      minimise: () => (this.#room.client ? this.#show("minimised") : this.#leave()),
      skipSurvey: () => this.#surveyed("skipped"),
      erase: () => this.#erase(),
      leave: () => this.#leave(),
    };
    this.#link.on("welcome", (welcome) => this.#welcomed(welcome));
    this.#link.on("state", changed);
    document.addEventListener("visibilitychange", this.#visible);
  }

  start(): void {
    if (this.#doorstep.quiet) return;
    this.#link.start();
    void this.#speaker.speak();
  }

  get model(): Model {
    const [panel, room, draft] = [this.#panel, this.#room, this.#draft];
    return {
      texts: this.#speaker.texts,
      link: this.#link.state,
      panel: panel.mode,
      opened: panel.opened,
      invitation: this.#doorstep.shown,
      agent: room.agent,
      chat: room.client?.state,
      queue: room.queue,
      problem: panel.problem,
      aside: panel.aside,
      survey: room.survey,
      written: draft.written,
      sneakPeek: draft.sneakPeek,
      policy: webAddress(this.#host.options.privacy),
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
    this.#doorstep.clear();
    this.#draft.forget();
    this.#room.dispose();
    this.#signals.stop();
    this.#link.stop();
    this.#tabs.close();
    this.events.clear();
  }

  #accept(): void {
    const invitation = this.#doorstep.shown;
    if (!invitation) return;
    this.#room.promise(invitation.agent);
    this.#doorstep.clear();
    this.#ask(invitation.id);
  }

  #open(): void {
    if (this.#doorstep.shown) this.#accept();
    else if (this.#room.client) this.#show("open", true);
    else this.#ask(undefined);
  }

  #leave(): void {
    const conversation = this.#room.client?.id;
    if (conversation !== undefined) this.#tabs.tell({ kind: "put-away", conversation });
    this.#putAway();
  }

  #welcomed({
    credential,
    memo,
    conversation,
    invitation,
    sneakPeek,
    theme,
  }: WelcomeOf<"shopper">): void {
    this.#identity.welcomed(credential, this.#link.offset);
    if (theme) this.#dress(theme);
    this.events.emit("visitor", { visitor: credential.visitor });
    this.#signals.note(memo);
    this.#draft.sneakPeek = sneakPeek === true;
    if (this.#host.consent()) this.consent(true);
    if (conversation) this.#enter(conversation, this.#panel.kept);
    else if (this.#identity.restored && !this.#room.client && !this.#wishes.open) {
      // A chat of an earlier page has ended meanwhile.
      this.#host.storage.engaged(false);
    }
    if (invitation) void this.#doorstep.invited(invitation);
    void this.#wishes.pursue();
    void this.introduction.tell().then(() => this.#signals.pump());
  }

  #ask(invitation: string | undefined): void {
    this.#wishes.make(invitation);
    this.#panel.say(undefined);
    this.#show("open", true);
    this.#link.start();
    void this.#speaker.speak();
    void this.#wishes.pursue();
  }

  #enter(view: ConversationView, panel: PanelMode): void {
    this.#wishes.drop();
    this.#panel.say(undefined);
    this.#doorstep.clear();
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
    // Whoever was waited for is there: the form gives way, and what was written stands in the composer.
    const answered = this.#room.client?.state.view?.status === "active";
    if (answered && this.#panel.aside === "leave") this.#panel.turn(undefined);
    this.#changed();
  }

  #surveyed(how: "sent" | "skipped"): void {
    const conversation = this.#room.client?.id;
    if (conversation !== undefined) this.#tabs.tell({ kind: "surveyed", conversation });
    this.#room.survey = how;
  }

  async #erase(): Promise<boolean> {
    const reply = await this.#link.request("erase", {});
    if (!reply.ok) return false;
    this.#tabs.tell({ kind: "erased" });
    this.#forget();
    this.#panel.turn("erased");
    return true;
  }

  /** Leaves no trace of the shopper on this page and device. */
  #forget(): void {
    this.#link.stop();
    this.#leaveRoom();
    this.#draft.forget();
    this.#signals.forget();
    this.#identity.erase();
    this.#host.storage.erase();
  }

  #putAway(): void {
    this.#leaveRoom();
    this.#show("hidden");
  }

  #leaveRoom(): void {
    this.#room.leave();
    this.#wishes.drop();
    this.#panel.say(undefined);
  }

  #newsFromTab(news: TabNews): void {
    const { client } = this.#room;
    if (news.kind === "dismissed") this.#doorstep.dismissed();
    if (news.kind === "put-away" && client?.id === news.conversation) this.#putAway();
    if (news.kind === "surveyed" && client?.id === news.conversation) this.#room.survey = "skipped";
    if (news.kind === "erased") {
      this.#forget();
      this.#show("hidden");
    }
    if (news.kind === "chat" && !client) this.#follow(news);
  }

  /** Another tab chats: this one follows, out of the way. */
  #follow({ credential, conversation }: Extract<TabNews, { kind: "chat" }>): void {
    const known = this.#identity.credential?.visitor === credential.visitor;
    this.#identity.adopt(credential);
    if (!known) this.#signals.forget();
    this.#enter(conversation, "minimised");
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
