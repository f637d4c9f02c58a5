import type { ShopperContext } from "../../../functions/contract/conversation.ts";

/** Real values by variable name; a name without a value is unresolved. */
export type Values = ReadonlyMap<string, string>;

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/g;

/**
 * What a reply's variables stand for in this conversation.
 *
 * @param more further values, such as `offer.percent`
 */
export function valuesOf(
  { name, cart, customer, language }: ShopperContext,
  agentName: string | undefined,
  more: Readonly<Record<string, string>> = {},
): Values {
  const values = new Map(Object.entries(more));
  if (name) values.set("customer.name", name);
  if (agentName) values.set("agent.name", agentName);
  const order = customer?.orders?.at(0);
  if (order) values.set("order.id", order.id);
  if (cart && cart.items > 0) {
    const { value, currency } = cart;
    const total = new Intl.NumberFormat(language, { style: "currency", currency }).format(value);
    values.set("cart.total", total);
  }
  return values;
}

/** Puts values in; a variable without one stays as it is written. */
export const fill = (text: string, values: Values): string =>
  text.replaceAll(VARIABLE, (written, name: string) => values.get(name) ?? written);

/** Names of the variables still in a text, each once. */
export const unresolved = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? "")),
];

/** Where the first variable stands in a text, for selecting it. */
export function firstVariable(text: string): readonly [start: number, end: number] | undefined {
  const found = text.matchAll(VARIABLE).next().value;
  return found && [found.index, found.index + found[0].length];
}
