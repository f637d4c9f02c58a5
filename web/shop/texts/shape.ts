import type { Decline } from "../cards.ts";
import type { Category } from "../catalogue.ts";
import type { FieldName } from "../checkout-form.ts";
import type { Refusal } from "../heed-api.ts";

/** Everything the shop says in one language. */
export interface Texts {
  readonly language: string;
  readonly skip: string;
  readonly menu: string;
  readonly tagline: string;
  readonly hero: { readonly title: string; readonly text: string };
  readonly categories: Readonly<Record<Category, string>>;
  readonly search: {
    readonly label: string;
    readonly button: string;
    title(query: string): string;
    found(count: number): string;
    readonly none: string;
    readonly tip: string;
  };
  readonly product: {
    readonly add: string;
    readonly stock: string;
    readonly tax: string;
    readonly delivery: string;
    readonly more: string;
  };
  readonly cart: {
    readonly title: string;
    readonly open: string;
    readonly empty: string;
    readonly goOn: string;
    readonly quantity: string;
    readonly update: string;
    readonly remove: string;
    readonly subtotal: string;
    readonly shipping: string;
    readonly free: string;
    readonly total: string;
    discount(percent: number): string;
    readonly code: string;
    readonly apply: string;
    readonly takeOff: string;
    readonly checkout: string;
    readonly freeFrom: string;
  };
  readonly refusals: Readonly<Record<Refusal, string>>;
  readonly checkout: {
    readonly title: string;
    readonly fields: Readonly<Record<FieldName, string>>;
    readonly method: string;
    readonly parcel: string;
    readonly courier: string;
    readonly next: string;
    readonly faulty: string;
    readonly required: string;
    readonly faults: Readonly<Record<"email" | "postcode" | "phone", string>>;
    readonly yourOrder: string;
  };
  readonly payment: {
    readonly title: string;
    readonly number: string;
    readonly expiry: string;
    readonly code: string;
    pay(amount: string): string;
    readonly note: string;
    readonly badNumber: string;
    readonly declines: Readonly<Record<Decline, string>>;
  };
  readonly order: {
    readonly title: string;
    thanks(name: string): string;
    number(id: string): string;
    readonly mail: string;
  };
  readonly terms: {
    readonly title: string;
    readonly parts: readonly (readonly [title: string, text: string])[];
  };
  readonly lost: { readonly title: string; readonly text: string };
  readonly broken: { readonly title: string; readonly text: string };
  readonly home: string;
  readonly account: { readonly in: string; readonly out: string };
  readonly consent: {
    readonly label: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly footer: string;
}
