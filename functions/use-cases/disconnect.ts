import type { Caller, Deps } from "./deps.ts";

/**
 * A connection is gone, as far as the gateway knows; best effort only, so nothing depends on it: expiry and 410 answers clean up what it misses.
 * An agent's last device gone: the lease is looked at as soon as the grace is over rather than at the next sweep.
 */
export async function disconnected(deps: Deps, { connection, owner }: Caller): Promise<void> {
  await deps.store.removeConnection(owner, connection);
  if (owner.role !== "agent") return;
  const { clock, settings } = deps;
  await deps.timers.arm(
    { kind: "lease", agent: owner.id },
    clock() + settings.leaseMs + settings.graceMs + 1000,
  );
}
