export const FIELDS = ["email", "name", "street", "postcode", "city", "phone"] as const;
export type FieldName = (typeof FIELDS)[number];
export type Fault = "required" | "email" | "postcode" | "phone";
export type Method = "parcel" | "courier";

export interface CheckoutForm {
  readonly values: Readonly<Record<FieldName, string>>;
  readonly method: Method;
  readonly faults: Readonly<Partial<Record<FieldName, Fault>>>;
}

const LONGEST = 120;
const RULES: Readonly<Record<"email" | "postcode" | "phone", RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  postcode: /^\d{4,6}$/,
  phone: /^\+\d[\d\s-]{6,16}$/,
};

function faultOf(field: FieldName, value: string): Fault | undefined {
  if (!value) return "required";
  const rule = field === "email" || field === "postcode" || field === "phone" ? field : undefined;
  return rule && !RULES[rule].test(value) ? rule : undefined;
}

/** Reads the checkout's fields. @param form undefined for a form nobody has filled in yet, which has no faults. */
export function readCheckout(form?: URLSearchParams): CheckoutForm {
  const value = (field: string) => (form?.get(field) ?? "").trim().slice(0, LONGEST);
  const entries = FIELDS.map((field) => [field, value(field)] as const);
  const values = Object.fromEntries(entries) as Record<FieldName, string>;
  const faults: Partial<Record<FieldName, Fault>> = {};
  for (const field of form ? FIELDS : []) {
    const fault = faultOf(field, values[field]);
    if (fault) faults[field] = fault;
  }
  return { values, method: value("method") === "courier" ? "courier" : "parcel", faults };
}
