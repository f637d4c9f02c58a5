import type {
  ApprovalOver,
  ApprovalView,
  OfferLimits,
} from "../../../functions/contract/approval.ts";
import type { Connection } from "../../shared/connection.ts";
import { randomId } from "../../shared/proof.ts";
import { wordsFor } from "./failures.ts";

/** The server's word that a proposal is over may be lost; its own time is not. ms */
const GRACE = 3000;

/** Discounts that wait for a supervisor, as this console knows them. */
export interface ApprovalState {
  /** What ends first stands first. */
  readonly waiting: readonly ApprovalView[];
  /** What came of the last one of each conversation, until it is put away. */
  readonly over: ReadonlyMap<string, ApprovalOver>;
  /** Why the last press in each conversation offered nothing. */
  readonly problems: ReadonlyMap<string, string>;
}

export interface ApprovalsOptions {
  readonly link: Connection<"agent">;
  readonly changed: () => void;
  /** Somebody asks, and this console may answer. */
  readonly asked: (approval: ApprovalView) => void;
}

/** Proposals of this agent or, for a supervisor, of everybody. */
export class Approvals {
  /** What may be offered, the server having the last word; until the stage's own is known, as Heed ships it. */
  limits: OfferLimits = { minPercent: 5, approveAbove: 10, maxPercent: 20 };
  readonly #options: ApprovalsOptions;
  readonly #waiting = new Map<string, ApprovalView>();
  readonly #answering = new Set<string>();
  #state: ApprovalState = { waiting: [], over: new Map(), problems: new Map() };

  constructor(options: ApprovalsOptions) {
    this.#options = options;
    const { link, asked } = options;
    link.on("approval", (approval) => {
      if (this.#add(approval)) asked(approval);
    });
    link.on("approval:over", (over) => this.#end(over));
  }

  /** Another object after every change, the same one until then. */
  get state(): ApprovalState {
    return this.#state;
  }

  /** After every welcome: what waits now. */
  async refresh(): Promise<void> {
    const reply = await this.#options.link.request("approvals", {});
    if (!reply.ok) return;
    const codes = new Set(reply.approvals.map(({ code }) => code));
    for (const code of this.#waiting.keys()) if (!codes.has(code)) this.#waiting.delete(code);
    for (const approval of reply.approvals) this.#add(approval);
    this.#changed();
  }

  /** Offers a discount. @returns whether it was made, or a supervisor is asked for it; why it failed stands in `problems` */
  readonly propose = async (
    conversation: string,
    percent: number,
    why = "",
  ): Promise<"made" | "asked" | "failed"> => {
    const { link } = this.#options;
    const reason = why.trim();
    const reply = await link.request("offer:propose", {
      conversation,
      key: randomId(),
      percent,
      ...(reason !== "" && { why: reason }),
    });
    this.#problem(conversation, reply.ok ? undefined : wordsFor("offer:propose", reply));
    if (!reply.ok) return "failed";
    this.forget(conversation);
    if (!reply.approval) return "made";
    this.#add(reply.approval);
    return "asked";
  };

  /** A supervisor's answer. @returns why it was not taken */
  readonly answer = async (
    code: string,
    answer: "approve" | "refuse",
    more: { readonly percent?: number; readonly reason?: string } = {},
  ): Promise<string | undefined> => {
    if (this.#answering.has(code)) return undefined;
    this.#answering.add(code);
    const { link } = this.#options;
    const reply = await link
      .request("approval:answer", { code, answer, ...more })
      .finally(() => this.#answering.delete(code));
    if (reply.ok) this.#end(reply.over);
    else if (OVER.includes(reply.code)) this.#drop(code);
    return reply.ok ? undefined : wordsFor("approval:answer", reply);
  };

  /** What came of a conversation's proposal has been read. */
  readonly forget = (conversation: string): void => {
    if (!this.#state.over.has(conversation)) return;
    const over = new Map(this.#state.over);
    over.delete(conversation);
    this.#changed({ over });
  };

  #problem(conversation: string, words: string | undefined): void {
    const problems = new Map(this.#state.problems);
    if (words === undefined) problems.delete(conversation);
    else problems.set(conversation, words);
    this.#changed({ problems });
  }

  #add(approval: ApprovalView): boolean {
    const { code, until } = approval;
    if (this.#waiting.has(code)) return false;
    this.#waiting.set(code, approval);
    const left = Math.max(0, until - this.#options.link.now()) + GRACE;
    setTimeout(() => this.#drop(code), left);
    this.#changed();
    return true;
  }

  #drop(code: string): void {
    if (this.#waiting.delete(code)) this.#changed();
  }

  /** Only what was waited for here is news; a repeat is none. */
  #end(over: ApprovalOver): void {
    if (!this.#waiting.delete(over.code)) return;
    this.#changed({ over: new Map(this.#state.over).set(over.conversation, over) });
  }

  #changed(change: Partial<ApprovalState> = {}): void {
    const waiting = [...this.#waiting.values()].sort((a, b) => a.until - b.until);
    this.#state = { ...this.#state, ...change, waiting };
    this.#options.changed();
  }
}

/** Failures after which nothing waits any more. */
const OVER: readonly string[] = ["conflict", "closed", "not_found"];
