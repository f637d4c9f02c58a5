import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { PANEL_VARIABLES } from "../../../functions/contract/variables.ts";

type Name = (typeof PANEL_VARIABLES)[number];

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/g;

/** The address of the shop's own page about this shopper; what is not known is left empty. */
export function panelAddress(
  template: string,
  { visitor, language, customer }: ShopperContext,
  conversation: string,
): string {
  const values: Readonly<Record<Name, string>> = {
    "customer.id": customer?.id ?? "",
    "visitor.id": visitor,
    "conversation.id": conversation,
    language,
    "order.id": customer?.orders?.at(0)?.id ?? "",
  };
  return template.replaceAll(VARIABLE, (_, name: string) =>
    encodeURIComponent(Object.hasOwn(values, name) ? values[name as Name] : ""),
  );
}
