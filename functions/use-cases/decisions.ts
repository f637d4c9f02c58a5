import { failure, type Result } from "../contract/result.ts";
import { explainWhy } from "../domain/trigger/explain.ts";
import type { Why } from "../domain/trigger/why.ts";
import type { Deps } from "./deps.ts";

/** One evaluation: in lines for people, and as it was recorded. */
export interface Decided {
  /** Epoch ms. */
  readonly at: number;
  readonly end: Why["end"];
  readonly rule?: string;
  readonly lines: readonly string[];
  readonly record: Why;
}

/** Why this visitor was or was not invited, newest first: what the bounded ring remembers of the present visit and the one before. */
export async function decisionsOf(
  { store, rules, clock }: Pick<Deps, "store" | "rules" | "clock">,
  visitor: string,
): Promise<
  Result<{
    readonly visitor: string;
    readonly startedAt: number;
    readonly lastAt: number;
    readonly decisions: readonly Decided[];
  }>
> {
  const [{ visit, why }] = await Promise.all([store.visitor(visitor, clock()), rules.refresh()]);
  if (!visit) return failure("not_found", "no visit of this visitor is remembered");
  const decisions = [...why].reverse().map((each): Decided => {
    // The store keeps records as they were handed to it, and only decisions hand it any.
    const record = each as Why;
    return {
      at: record.at,
      end: record.end,
      ...(record.rule !== undefined && { rule: record.rule }),
      lines: explainWhy(record, rules.rules()),
      record,
    };
  });
  const { startedAt, lastAt } = visit;
  return { ok: true, visitor, startedAt, lastAt, decisions };
}
