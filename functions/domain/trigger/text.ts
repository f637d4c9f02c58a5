import type { Cart } from "../../contract/signal.ts";

const VARIABLE = /\{([a-z]+)(?:\|([^{}]*))?\}/g;

/** Variables that an invitation's text may have. */
export const VARIABLES = ["agent", "items", "total", "product"] as const;

/** Variables that need something in the cart, so that a rule using them must ask for it. */
export const CART_VARIABLES = ["items", "total"] as const;

/** The variables a text uses, and which of them have words for when they are unknown. */
export function variablesOf(text: string): readonly { name: string; otherwise: boolean }[] {
  return [...text.matchAll(VARIABLE)].map(([, name, otherwise]) => ({
    name: name ?? "",
    otherwise: otherwise !== undefined,
  }));
}

/** The text with what the cart knows filled in; `{agent}` stays, since nobody is held yet. */
export function fillCart(text: string, cart: Cart | undefined, language: string): string {
  return text.replace(VARIABLE, (whole, name: string, otherwise: string | undefined) => {
    if (name === "agent") return whole;
    return cartValue(name, cart, language) ?? otherwise ?? "";
  });
}

/** The text with the agent's name. */
export function inviteText(text: string, agentName: string): string {
  return text.replaceAll("{agent}", () => agentName);
}

function cartValue(name: string, cart: Cart | undefined, language: string): string | undefined {
  if (cart === undefined || cart.items === 0) return undefined;
  if (name === "items") return String(cart.items);
  if (name === "product") return cart.names?.[0] || undefined;
  if (name !== "total") return undefined;
  return new Intl.NumberFormat(language, { style: "currency", currency: cart.currency }).format(
    cart.value,
  );
}
