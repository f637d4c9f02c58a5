import { unresolved } from "../../writing/variables.ts";

/** As functions/contract/http-documents.ts lists them; the server refuses any other. */
export const VARIABLES = [
  "customer.name",
  "agent.name",
  "cart.total",
  "order.id",
  "offer.percent",
] as const;

/** What is wrong with a text's variables, in words. */
export function variableFault(text: string): string | undefined {
  const known: readonly string[] = VARIABLES;
  const unknown = unresolved(text).filter((name) => !known.includes(name));
  return unknown.length === 0
    ? undefined
    : `Nothing fills ${unknown.map((name) => `{{${name}}}`).join(", ")}. There are ${known
        .map((name) => `{{${name}}}`)
        .join(", ")}.`;
}
