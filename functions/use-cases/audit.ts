import type { Result } from "../contract/result.ts";
import type { Change } from "../ports.ts";
import type { Deps } from "./deps.ts";

/** Changes that one page shows. */
const SHOWN = 50;

export type Named = { readonly id: string; readonly name?: string };
/** A change with the name of who made it; without anybody it came by the command line. */
export type NamedChange = Omit<Change, "by"> & { readonly by?: Named };

/**
 * Everything that admins have changed in the last years, newest first.
 * @param after `next` of the page before; one that is none begins anew
 * @returns `next`, where there is more; an agent's change names her under `of`
 */
export async function readAudit(
  { store, clock }: Pick<Deps, "store" | "clock">,
  after?: string,
): Promise<
  Result<{
    readonly changes: readonly (NamedChange & { readonly of?: Named })[];
    readonly next?: string;
  }>
> {
  const [, at, version, name] = /^(\d+)~(\d+)~(.+)$/.exec(after ?? "") ?? [];
  const found = await store.audit({
    now: clock(),
    limit: SHOWN + 1,
    ...(name !== undefined && { after: { at: Number(at), version: Number(version), name } }),
  });
  const shown = found.slice(0, SHOWN);
  const last = found.length > SHOWN ? shown.at(-1) : undefined;
  const agents = shown.map(({ name: changed }) => /^agent:(.+)$/.exec(changed)?.[1]);
  const by = await namesOf(store, [...shown.map((change) => change.by), ...agents]);
  const changes = shown.map((change, i) => {
    const id = agents[i];
    return { ...named(change, by), ...(id !== undefined && { of: by.get(id) ?? { id } }) };
  });
  return {
    ok: true,
    changes,
    ...(last && { next: `${last.at}~${last.version}~${last.name}` }),
  };
}

/** Changes with the names of those who made them. */
export async function withNames(
  store: Pick<Deps["store"], "agents">,
  changes: readonly Change[],
): Promise<readonly NamedChange[]> {
  const names = await namesOf(
    store,
    changes.map(({ by }) => by),
  );
  return changes.map((change) => named(change, names));
}

function named({ by, ...change }: Change, names: ReadonlyMap<string, Named>): NamedChange {
  return { ...change, ...(by !== "" && { by: names.get(by) ?? { id: by } }) };
}

/** The agents of these ids, as far as they are still known. */
async function namesOf(
  store: Pick<Deps["store"], "agents">,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Named>> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined && id !== "") as string[];
  const agents = wanted.length === 0 ? [] : await store.agents(wanted);
  return new Map(agents.map(({ id, name }) => [id, { id, name }]));
}
