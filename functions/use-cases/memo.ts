import { carrySeal, fromSeal } from "../domain/visit/observe.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Tokens } from "../ports.ts";

/** The visit as a signed note for the browser to bring back (docs/adr/0002). */
export function sealVisit(tokens: Tokens, visit: Visit): Promise<string> {
  return tokens.seal(visit.visitor, JSON.stringify(carrySeal(visit)));
}

/** The visit from a memo, or undefined when it is forged, of another visitor or of an earlier layout. */
export async function openMemo(
  tokens: Tokens,
  visitor: string,
  memo: string | undefined,
): Promise<Visit | undefined> {
  const content = memo === undefined ? undefined : await tokens.open(visitor, memo);
  if (content === undefined) return undefined;
  try {
    const visit = fromSeal(JSON.parse(content));
    return visit?.visitor === visitor ? visit : undefined;
  } catch {
    return undefined;
  }
}
