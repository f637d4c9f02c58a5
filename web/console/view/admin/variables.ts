import { inBraces, TEXT_VARIABLES } from "../../../../functions/contract/variables.ts";
import { unresolved } from "../../writing/variables.ts";

/** What is wrong with a text's variables, in words; the server refuses the same. */
export function variableFault(text: string): string | undefined {
  const known: readonly string[] = TEXT_VARIABLES;
  const unknown = unresolved(text).filter((name) => !known.includes(name));
  return unknown.length === 0
    ? undefined
    : `Nothing fills ${unknown.map(inBraces).join(", ")}. There are ${known.map(inBraces).join(", ")}.`;
}
