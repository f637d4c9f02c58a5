/**
 * Where a conversation stands. `round` grows with every offer to an agent, so that a late timer or a double click of an earlier round changes nothing.
 * `until` and `since` are epoch ms.
 */
export type State =
  | { readonly kind: "waiting"; readonly round: number }
  | {
      readonly kind: "offering";
      readonly round: number;
      readonly agent: string;
      readonly until: number;
    }
  | {
      readonly kind: "active";
      readonly round: number;
      readonly agent: string;
      readonly since: number;
    }
  /** The shopper was silent for long, and holds no slot; her next word brings the agent back. */
  | {
      readonly kind: "resting";
      readonly round: number;
      readonly agent: string;
      readonly since: number;
    }
  | {
      readonly kind: "closed";
      readonly round: number;
      readonly at: number;
      readonly by: ClosedBy;
      readonly agent?: string;
    };

export type ClosedBy = "shopper" | "agent" | "idle";

/** Somebody beside the conversation's agent: may write, or only watches, unseen by the shopper. */
export interface GuestEntry {
  readonly name: string;
  readonly mode: "join" | "watch";
}

/** What routing must know of a conversation that waits. */
export interface RoutingRequest {
  readonly language: string;
  /** 0…1; below the language domain's threshold the language is a wish, not a need. */
  readonly languageConfidence: number;
  readonly topic?: string;
  readonly tier?: string;
  readonly cartValue?: number;
  readonly lastAgent?: string;
  /** When the shopper began to wait (epoch ms); survives declines, misses and reroutes. */
  readonly since: number;
  readonly priority: number;
  /** Agents who were tried in this wait. */
  readonly tried: readonly string[];
}

/** A message accepted into the head and perhaps not yet in the transcript. */
export interface Pending<Body = unknown> {
  readonly seq: number;
  readonly n: number;
  readonly outbox: string;
  readonly at: number;
  readonly body: Body;
}

/** A conversation's head: the one item that authorises, orders and de-duplicates. */
export interface Head {
  readonly id: string;
  readonly visitor: string;
  readonly state: State;
  readonly request: RoutingRequest;
  readonly seq: number;
  readonly read: { readonly shopper: number; readonly agent: number };
  readonly startedAt: number;
  /** Last message's time (epoch ms). */
  readonly activeAt: number;
  /** Name of the agent in `state`, kept for cards and notices. */
  readonly agentName?: string;
  /** The rule that invited, with the values that met its conditions; absent when the shopper came by herself. */
  readonly reason?: { readonly rule: string; readonly values: Readonly<Record<string, unknown>> };
  /** By agent's id. */
  readonly guests?: Readonly<Record<string, GuestEntry>>;
  /** She did not wait: where the answer goes. */
  readonly contact?: { readonly email: string; readonly name?: string };
}

/** Priority of a message that was left: after everybody who waits. */
export const LEFT = -10;

/** Did the shopper leave a message that nobody has taken yet? Once an agent has, it is a chat like any. */
export function isLeft({ contact, request }: Pick<Head, "contact" | "request">): boolean {
  return contact !== undefined && request.priority === LEFT;
}

/** Has nobody had it yet? Every later wait has a beginning of its own. */
export function isFirstWait({ request, startedAt }: Pick<Head, "request" | "startedAt">): boolean {
  return request.since === startedAt;
}

/** The agent who has or is offered the conversation. */
export function agentOf(head: Head): string | undefined {
  return head.state.kind === "waiting" ? undefined : head.state.agent;
}
