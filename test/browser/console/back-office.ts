import type { ApprovalView, OfferLimits } from "../../../functions/contract/approval.ts";
import type { AgentPayload } from "../../../functions/contract/client-events.ts";
import type {
  AgentCard,
  Body,
  Sender,
  ShopperContext,
} from "../../../functions/contract/conversation.ts";
import { failure } from "../../../functions/contract/result.ts";
import type { AgentProfileView, RingView } from "../../../functions/contract/server-events.ts";
import { ModelConversation } from "../../web/model-server.ts";
import { TeamOffice } from "./team-office.ts";
import { Wire } from "./wire.ts";

export const AINO = { id: "agent-aino", name: "Aino" } as const;

interface Known {
  readonly model: ModelConversation;
  readonly startedAt: number;
  context: ShopperContext;
  /** This console's agent has taken it over. */
  taken?: true;
}

const viewOf = ({ model, taken }: Known) => ({ ...model.view, ...(taken && { agent: AINO }) });

export const contextOf = (change: Partial<ShopperContext> = {}): ShopperContext => ({
  visitor: "visitor-0001",
  language: "fi",
  device: "touch",
  page: { kind: "cart", path: "/fi/cart", title: "Ostoskori" },
  cart: { value: 79, currency: "EUR", items: 1, names: ["Laavu-erätarppi 3 × 3 m"] },
  trail: [
    { kind: "view-cart", at: Date.now() - 65_000, page: "cart" },
    { kind: "cart-hesitation", at: Date.now() - 20_000, page: "cart", detail: "40 s" },
  ],
  reason: { rule: "cart-hesitation", values: { page: "cart", "cart-items": 1 } },
  ...change,
});

/** A small back end of one agent: rings, conversations, offers, colleagues, as a test directs it. */
export class BackOffice {
  readonly asked: { readonly event: string; readonly payload: Record<string, unknown> }[] = [];
  readonly known = new Map<string, Known>();
  readonly wire: Wire;
  rings: RingView[] = [];
  approvals: ApprovalView[] = [];
  limits: OfferLimits | undefined;
  presence: AgentProfileView["presence"] = "offline";
  reason: string | undefined;
  role: AgentProfileView["role"] = "agent";
  wrapUps: Record<string, number> = {};
  /** For so long a closed chat keeps its slot. */
  wrapUpMs = 0;
  readonly team = new TeamOffice();
  /** Overrules the answer to an event. */
  readonly answers = new Map<
    string,
    (payload: Record<string, unknown>) => object | "silence" | undefined
  >();
  #n = 0;

  constructor() {
    this.wire = new Wire(
      (event, payload) => this.#answer(event, payload),
      () => ({ role: "agent", version: 1, now: Date.now(), agent: AINO }),
    );
  }

  get profile(): AgentProfileView {
    return {
      ...AINO,
      role: this.role,
      languages: { fi: 5, en: 4, sv: 3 },
      skills: {},
      capacity: 3,
      presence: this.presence,
      load: this.known.size,
      ...(this.reason !== undefined && { reason: this.reason }),
      ...(Object.keys(this.wrapUps).length > 0 && { wrapUps: { ...this.wrapUps } }),
    };
  }

  reset(): void {
    this.wire.cut();
    this.wire.down = false;
    this.wire.beats.length = 0;
    this.wire.connections.length = 0;
    this.asked.length = 0;
    this.known.clear();
    this.answers.clear();
    this.rings = [];
    this.approvals = [];
    this.limits = undefined;
    this.presence = "offline";
    this.reason = undefined;
    this.role = "agent";
    this.wrapUps = {};
    this.wrapUpMs = 0;
    this.team.reset();
  }

  /** A conversation rings. */
  ring(change: Partial<ShopperContext> = {}, ms = 20_000): RingView {
    const context = contextOf(change);
    const model = this.#model(context.language);
    model.status = "ringing";
    const now = Date.now();
    this.known.set(model.id, { model, context, startedAt: now });
    const ring = { conversation: model.view, round: 1, until: now + ms, since: now, context };
    this.rings.push(ring);
    this.wire.emit("ring", ring);
    return ring;
  }

  /** A conversation that this agent, or another one, has already; joined `ago` ms before now. */
  open(change: Partial<ShopperContext> = {}, ago = 0, agent: AgentCard = AINO): string {
    const context = contextOf(change);
    const startedAt = Date.now() - ago;
    const model = this.#model(context.language, startedAt, agent);
    this.known.set(model.id, { model, context, startedAt });
    model.send({ kind: "system" }, "joined", 1, {
      kind: "notice",
      notice: "agent-joined",
      name: agent.name,
    });
    return model.id;
  }

  /** Somebody says something; `tell` false: it is only in the transcript. */
  say(id: string, text: string, from: "shopper" | "agent" = "shopper", tell = true): void {
    const sender =
      from === "shopper" ? ({ kind: from } as const) : ({ kind: from, ...AINO } as const);
    this.put(id, { kind: "text", text }, sender, tell);
  }

  put(id: string, body: Body, from: Sender, tell = true): void {
    const stored = this.known.get(id)?.model.send(from, `other-${++this.#n}`, 1, body);
    if (tell && stored && !("ok" in stored)) this.wire.emit("message", stored);
  }

  /** Requests of a kind, oldest first. */
  of(event: string): readonly Record<string, unknown>[] {
    return this.asked.filter((each) => each.event === event).map(({ payload }) => payload);
  }

  #model(language: string, at?: number, agent: AgentCard = AINO): ModelConversation {
    const id = `conversation-${String(++this.#n).padStart(3, "0")}`;
    const model = new ModelConversation(id, {
      agent,
      language,
      ...(at !== undefined && { now: () => Math.max(at, at + model.messages.length) }),
    });
    model.page = 100;
    return model;
  }

  #answer(event: string, payload: Record<string, unknown>): object | "silence" {
    this.asked.push({ event, payload });
    const overruled = this.answers.get(event)?.(payload);
    if (overruled) return overruled;
    const id = String(payload.conversation ?? "");
    const known = this.known.get(id);
    const between = this.team.answer(event, payload, AINO, known?.model);
    if (between) return between;
    switch (event) {
      case "presence":
        this.presence = payload.status as AgentProfileView["presence"];
        this.reason = payload.reason as string | undefined;
        return { ok: true, agent: this.profile };
      case "inbox":
        return {
          ok: true,
          agent: this.profile,
          rings: this.rings,
          conversations: this.#open(),
          ...(this.limits && { offers: this.limits }),
        };
      case "approvals":
        return { ok: true, approvals: this.approvals };
      case "ring:decline":
        this.rings = this.rings.filter((ring) => ring.conversation.id !== id);
        return { ok: true };
    }
    if (!known) return failure("not_found", "no such conversation");
    const { model, context } = known;
    switch (event) {
      case "ring:accept": {
        this.rings = this.rings.filter((ring) => ring.conversation.id !== id);
        model.status = "active";
        this.put(
          id,
          { kind: "notice", notice: "agent-joined", name: AINO.name },
          { kind: "system" },
        );
        return { ok: true, conversation: model.view, context };
      }
      case "sync":
        return {
          ok: true,
          conversation: viewOf(known),
          ...model.sync(Number(payload.after)),
          context,
          guests: this.team.guests.get(id) ?? [],
        };
      case "message:send": {
        const { outbox, n, ...words } = payload as unknown as AgentPayload<"message:send">;
        const { conversation: _, ...said } = words;
        const body = { kind: "text", ...said } as const;
        const stored = model.send({ kind: "agent", ...AINO }, outbox, n, body);
        return "ok" in stored ? stored : { ok: true, seq: stored.seq, at: stored.at };
      }
      case "read":
        model.mark("agent", Number(payload.seq));
        return { ok: true };
      case "offer:propose": {
        const code = `CODE${++this.#n}XYZ`;
        const expiresAt = Date.now() + 1000;
        const offer = {
          code,
          percent: Number(payload.percent),
          expiresAt,
          status: "open",
        } as const;
        this.put(id, { kind: "offer", offer }, { kind: "agent", ...AINO });
        return { ok: true, code, expiresAt };
      }
      case "wrap-up:end":
        delete this.wrapUps[id];
        return { ok: true, agent: this.profile };
      case "takeover":
        known.taken = true;
        return { ok: true, conversation: viewOf(known), context };
      case "conversation:close":
        model.status = "closed";
        if (this.wrapUpMs > 0) this.wrapUps = { [id]: Date.now() + this.wrapUpMs };
        return { ok: true, conversation: model.view, agent: this.profile };
      default:
        return { ok: true };
    }
  }

  #open() {
    return [...this.known.values()]
      .filter(({ taken, model: { id, status, agent } }) => {
        const mine = taken || agent?.id === AINO.id || this.team.isBeside(id, AINO.id);
        return (status === "active" || status === "resting") && mine && !this.team.gone.has(id);
      })
      .map((known) => ({ conversation: viewOf(known), context: known.context }));
  }
}
