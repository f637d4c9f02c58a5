import type { Caller, Deps } from "./deps.ts";

/** How long a visit can be found for a dry run. */
export const LISTED_MS = 14 * 24 * 60 * 60_000;

/**
 * A connection is gone, as far as the gateway knows; best effort only, so nothing depends on it: expiry and 410 answers clean up what it misses.
 * An agent's last device gone: the lease is looked at as soon as the grace is over rather than at the next sweep.
 */
export async function disconnected(deps: Deps, { connection, owner }: Caller): Promise<void> {
  const { clock, settings, store } = deps;
  const removed = store.removeConnection(owner, connection);
  if (owner.role !== "agent") {
    const now = clock();
    // How a dry run finds the visit again. Here, because a batch of signals may cost no more than its one write.
    const [{ visit }] = await Promise.all([store.visitor(owner.id, now), removed]);
    await Promise.all([
      // Of one who was erased, nothing is noted.
      visit && store.listVisitor(owner.id, now, now + LISTED_MS),
      visit?.conversation !== undefined && leaveChat(deps, connection, visit.conversation),
    ]);
    return;
  }
  await removed;
  await deps.timers.arm(
    { kind: "lease", agent: owner.id },
    clock() + settings.leaseMs + settings.graceMs + 1000,
  );
}

/** Her open conversation knows that this page is gone, and is looked at when she may have come back on another. */
async function leaveChat(deps: Deps, connection: string, conversation: string): Promise<void> {
  await deps.store.leave(conversation, connection);
  await deps.timers.arm({ kind: "gone", conversation }, deps.clock() + deps.settings.awayMs);
}
