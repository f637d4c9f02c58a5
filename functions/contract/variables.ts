/** Variables that texts of replies and guides may name, as `{{cart.total}}`. */
export const TEXT_VARIABLES = [
  "customer.name",
  "agent.name",
  "cart.total",
  "order.id",
  "offer.percent",
] as const;

/** Variables that the panel's address may name; each is put in as one component of an address. */
export const PANEL_VARIABLES = [
  "customer.id",
  "visitor.id",
  "conversation.id",
  "language",
  "order.id",
] as const;

/** As it stands in a text. */
export const inBraces = (name: string): string => `{{${name}}}`;
