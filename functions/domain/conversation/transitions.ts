import type { ClosedBy, Head, RoutingRequest, State } from "./head.ts";

/** A change of state to be written if the stored state still has `from`'s kind and round. */
export interface Transition {
  readonly from: Pick<State, "kind" | "round">;
  readonly to: {
    readonly state: State;
    readonly request?: RoutingRequest;
    readonly agentName?: string;
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

/** Offered → active, by the agent it is offered to, in this round and before its time is over. */
export function accept(
  head: Head,
  agent: string,
  round: number,
  now: number,
): Transition | undefined {
  const { state } = head;
  if (state.kind !== "offering" || state.agent !== agent || state.round !== round) return undefined;
  return { from: state, to: { state: { kind: "active", round, agent, since: now } } };
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

/** Active → waiting again, because its agent is gone. The lost agent counts as tried; the new wait begins at `now`. */
export function reroute(head: Head, now: number): Transition | undefined {
  const { state } = head;
  if (state.kind !== "active") return undefined;
  return {
    from: state,
    to: {
      state: { kind: "waiting", round: state.round },
      request: { ...head.request, since: now, tried: [state.agent] },
    },
  };
}

/** Anything open → closed. */
export function close(head: Head, by: ClosedBy, now: number): Transition | undefined {
  const { state } = head;
  if (state.kind === "closed") return undefined;
  const agent = state.kind === "waiting" ? undefined : state.agent;
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
