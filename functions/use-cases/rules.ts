import { type Failure, failure, type Result } from "../contract/result.ts";
import { decodeRules, MAX_RULES_BYTES } from "../contract/rules.ts";
import { changesOf } from "../domain/admin/changes.ts";
import { faultsOf } from "../domain/trigger/check.ts";
import type { Rule } from "../domain/trigger/rule.ts";
import { SHIPPED_RULES } from "../domain/trigger/shipped/index.ts";
import type { RuleChange, RuleSet } from "../ports.ts";
import type { Deps } from "./deps.ts";

/** Sets that the history shows. */
const SHOWN = 50;
/** Times that a revert tries again when somebody else saves at the same moment. */
const ATTEMPTS = 3;

/** Refused with every fault: where, from the set's root, and what. */
export type Faulty = Failure & {
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
};

type Named = { readonly id: string; readonly name?: string };

/** Who saved a set, when and why; a version of 0 is what Heed ships. */
export interface RulesView {
  readonly version: number;
  readonly at?: number;
  readonly by?: Named;
  readonly note?: string;
  readonly rules: readonly unknown[];
}

const SHIPPED: RulesView = { version: 0, rules: SHIPPED_RULES };

/** The live rules. */
export async function readRules({ store }: Pick<Deps, "store">): Promise<Result<RulesView>> {
  const set = await store.currentRules();
  if (!set) return { ok: true, ...SHIPPED };
  const [by] = await named(store, [set.by]);
  return { ok: true, ...set, by: by ?? { id: set.by } };
}

/**
 * An admin puts a whole set of rules in the place of another.
 * @param change.version of the set that it replaces; another one is live: `conflict`
 * @returns the new version; `bad_payload` or `refused` with the path of each fault, and then nothing is written
 */
export async function replaceRules(
  deps: Pick<Deps, "store" | "clock" | "bus">,
  change: {
    readonly by: string;
    readonly version: number;
    readonly rules: unknown;
    readonly note?: string;
  },
): Promise<Result<{ readonly version: number }> | Faulty> {
  const sound = soundRules(change.rules);
  if (!sound.ok) return sound;
  return save(deps, { ...change, rules: sound.value });
}

/** Who changed the rules, when and why; newest first. */
export async function ruleHistory({
  store,
}: Pick<Deps, "store">): Promise<
  Result<{ readonly changes: readonly (Omit<RuleChange, "by"> & { readonly by: Named })[] }>
> {
  const changes = await store.ruleHistory(SHOWN);
  const by = await named(
    store,
    changes.map((change) => change.by),
  );
  return {
    ok: true,
    changes: changes.map((change, i) => ({ ...change, by: by[i] ?? { id: change.by } })),
  };
}

/** Makes an earlier set live again, as a new version; 0 brings back what Heed ships. */
export async function revertRules(
  deps: Pick<Deps, "store" | "clock" | "bus">,
  { by, version }: { readonly by: string; readonly version: number },
): Promise<Result<{ readonly version: number }> | Faulty> {
  const set: Pick<RuleSet, "rules"> | undefined =
    version === 0 ? SHIPPED : await deps.store.ruleSet(version);
  if (!set) return failure("not_found", "there was no such version");
  const sound = soundRules(set.rules);
  if (!sound.ok) return sound;
  const note = version === 0 ? "back to the shipped rules" : `back to version ${version}`;
  for (let attempt = 1; ; attempt++) {
    const live = (await deps.store.currentRules())?.version ?? 0;
    const saved = await save(deps, { by, version: live, rules: sound.value, note });
    if (saved.ok || saved.code !== "conflict" || attempt === ATTEMPTS) return saved;
  }
}

async function save(
  { store, clock, bus }: Pick<Deps, "store" | "clock" | "bus">,
  change: {
    readonly by: string;
    readonly version: number;
    readonly rules: readonly Rule[];
    readonly note?: string;
  },
): Promise<Result<{ readonly version: number }>> {
  const { by, rules, note } = change;
  const version = change.version + 1;
  const noted = note !== undefined && { note };
  const set = { version, at: clock(), by, rules, ...noted };
  const what = changesOf(byId((await store.currentRules())?.rules ?? SHIPPED_RULES), byId(rules));
  if ((await store.saveRules(set)) !== "done") {
    return failure("conflict", "the rules were changed meanwhile; read them again");
  }
  await store.addAudit({ name: "rules", ...{ version, at: set.at, by, what }, ...noted });
  await bus.publish({ type: "rules.changed", detail: { version, by, rules: rules.length } });
  return { ok: true, version };
}

/** Rules that may go live, or every fault that the first failing check finds. */
export function soundRules(
  input: unknown,
): { readonly ok: true; readonly value: readonly Rule[] } | Faulty {
  const decoded = decodeRules(input);
  if (!decoded.ok) {
    const [path = "payload", ...message] = decoded.message.split(": ");
    return { ...decoded, faults: [{ path, message: message.join(": ") }] };
  }
  const faults = faultsOf(decoded.value).map(({ path, message }) => ({ path, message }));
  const [first] = faults;
  if (first) {
    return { ...failure("refused", `${first.path}: ${first.message}`), faults };
  }
  if (new TextEncoder().encode(JSON.stringify(decoded.value)).length > MAX_RULES_BYTES) {
    return failure("too_large", `all rules together are above ${MAX_RULES_BYTES} bytes`);
  }
  return decoded;
}

/** The agents of these ids, in the same order, as far as they are still known. */
async function named(
  store: Pick<Deps["store"], "agents">,
  ids: readonly string[],
): Promise<readonly (Named | undefined)[]> {
  const agents = ids.length === 0 ? [] : await store.agents(ids);
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  return ids.map((id) => {
    const name = names.get(id);
    return name === undefined ? undefined : { id, name };
  });
}

/** Rules under their ids, as far as they have one: a rule that moved is no other rule. */
function byId(rules: readonly unknown[]): object {
  return Object.fromEntries(
    rules.map((rule, i) => [(rule as Partial<Rule> | null)?.id ?? i, rule]),
  );
}
