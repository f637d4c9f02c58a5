import {
  type ClosedBy,
  type GuestEntry,
  type Head,
  isLeft,
  LEFT,
  type RoutingRequest,
  type State,
} from "./head.ts";

/** A change of state to be written if the stored state still has `from`'s kind and round. */
export interface Transition {
  readonly from: Pick<State, "kind" | "round">;
  readonly to: {
    readonly state: State;
    readonly request?: RoutingRequest;
    readonly agentName?: string;
    /** One guest comes or, without an entry, goes. */
    readonly guest?: { readonly id: string; readonly entry?: GuestEntry };
    readonly contact?: NonNullable<Head["contact"]>;
  };
}

/** Waiting → offered to an agent, in a new round, until `until` (epoch ms). Undefined when the conversation does not wait. */
export function offer(
  head: Head,
  agent: { id: string; name: string },
  until: number,
): Transition | undefined {
  if (head.state.kind !== "waiting") return undefined;
  const { round } = head.state;
  return {
    from: { kind: "waiting", round },
    to: {
      state: { kind: "offering", round: round + 1, agent: agent.id, until },
      agentName: agent.name,
    },
  };
}

/** Offered → active, by the agent it is offered to, in this round. A late answer counts while nobody has withdrawn the offer. */
export function accept(
  head: Head,
  agent: string,
  round: number,
  now: number,
): Transition | undefined {
  const { state } = head;
  if (state.kind !== "offering" || state.agent !== agent || state.round !== round) return undefined;
  return {
    from: state,
    to: {
      state: { kind: "active", round, agent, since: now },
      ...(isLeft(head) && { request: { ...head.request, priority: 0 } }),
      ...noGuest(head, agent),
    },
  };
}

/** An agent is nobody's guest in her own conversation. */
function noGuest({ guests }: Head, agent: string): Pick<Transition["to"], "guest"> {
  return guests?.[agent] ? { guest: { id: agent } } : {};
}

/** The head as a transition leaves it. */
export function applied(head: Head, { guest, ...to }: Transition["to"]): Head {
  const moved = { ...head, ...to };
  if (!guest) return moved;
  const { guests = {}, ...rest } = moved;
  const { [guest.id]: _, ...others } = guests;
  const beside = guest.entry ? { ...others, [guest.id]: guest.entry } : others;
  return Object.keys(beside).length > 0 ? { ...rest, guests: beside } : rest;
}

/**
 * Offered → waiting again; the wait keeps its age.
 * @param tried whether the agent had her chance (declined, missed) and is not asked again in this wait; an agent who was full after all had none
 */
export function withdraw(head: Head, round: number, tried = true): Transition | undefined {
  const { state, request } = head;
  if (state.kind !== "offering" || state.round !== round) return undefined;
  return {
    from: state,
    to: {
      state: { kind: "waiting", round },
      ...(tried && {
        request: { ...request, tried: [...new Set([...request.tried, state.agent])] },
      }),
    },
  };
}

/**
 * Active or resting → waiting again, because its agent is gone or hands it over. She counts as tried; the new wait begins at `now`.
 * @param needs what is asked for from now on
 */
export function reroute(
  head: Head,
  now: number,
  needs: Partial<Omit<RoutingRequest, "since" | "tried">> = {},
): Transition | undefined {
  const { state } = head;
  if (state.kind !== "active" && state.kind !== "resting") return undefined;
  return {
    from: state,
    to: {
      state: { kind: "waiting", round: state.round },
      request: { ...head.request, ...needs, since: now, tried: [state.agent] },
    },
  };
}

/** Active → resting: the slot is for others until the shopper writes again. */
export function rest(head: Head, now: number): Transition | undefined {
  const { state } = head;
  if (state.kind !== "active") return undefined;
  const { round, agent } = state;
  return { from: state, to: { state: { kind: "resting", round, agent, since: now } } };
}

/** Resting → active with the same agent, in a new round. */
export function wake(head: Head, now: number): Transition | undefined {
  const { state } = head;
  if (state.kind !== "resting") return undefined;
  const { round, agent } = state;
  return {
    from: state,
    to: { state: { kind: "active", round: round + 1, agent, since: now }, ...noGuest(head, agent) },
  };
}

/** Resting → waiting: its agent has no room. She is asked first, and the wait counts from now. */
export function wakeForAnyone(head: Head, now: number): Transition | undefined {
  const { state, request } = head;
  if (state.kind !== "resting") return undefined;
  return {
    from: state,
    to: {
      state: { kind: "waiting", round: state.round },
      request: { ...request, lastAgent: state.agent, since: now, tried: [] },
    },
  };
}

/** Waiting, active or resting → active with a supervisor who takes it, in a new round. */
export function takeOver(
  head: Head,
  lead: { id: string; name: string },
  now: number,
): Transition | undefined {
  const { state } = head;
  if (state.kind === "closed" || state.kind === "offering") return undefined;
  if (state.kind !== "waiting" && state.agent === lead.id) return undefined;
  return {
    from: state,
    to: {
      state: { kind: "active", round: state.round + 1, agent: lead.id, since: now },
      agentName: lead.name,
      ...noGuest(head, lead.id),
    },
  };
}

/** Somebody comes beside the conversation's agent. At most `MAX_GUESTS`, or one more when two come at once. */
export function withGuest(
  head: Head,
  guest: { id: string; name: string },
  mode: GuestEntry["mode"],
): Transition | undefined {
  const { state, guests = {} } = head;
  if (state.kind === "closed") return undefined;
  const others = Object.keys(guests).filter((id) => id !== guest.id);
  if (others.length >= MAX_GUESTS) return undefined;
  return { from: state, to: { state, guest: { id: guest.id, entry: { name: guest.name, mode } } } };
}

/** Somebody leaves the agent's side. */
export function withoutGuest(head: Head, id: string): Transition | undefined {
  const { state, guests } = head;
  return guests?.[id] ? { from: state, to: { state, guest: { id } } } : undefined;
}

/** Beside one agent; each is billed with every message's write of the head. */
const MAX_GUESTS = 4;

/** Waiting, and she does not: the answer goes to an address, and those who wait go before. A round of its own, so that nobody who knew her to wait puts that back. */
export function leaveMessage(
  head: Head,
  contact: NonNullable<Head["contact"]>,
): Transition | undefined {
  const { state, request } = head;
  if (state.kind !== "waiting") return undefined;
  const { round } = state;
  return {
    from: state,
    to: {
      state: { kind: "waiting", round: round + 1 },
      contact,
      request: { ...request, priority: LEFT },
    },
  };
}

/** Anything open → closed. */
export function close(head: Head, by: ClosedBy, now: number): Transition | undefined {
  const { state } = head;
  if (state.kind === "closed") return undefined;
  // One who was only asked has had no part in it.
  const agent = state.kind === "active" || state.kind === "resting" ? state.agent : undefined;
  return {
    from: state,
    to: {
      state: {
        kind: "closed",
        round: state.round,
        at: now,
        by,
        ...(agent === undefined ? {} : { agent }),
      },
    },
  };
}
