import type { ShopperContext } from "../../contract/conversation.ts";
import type { Customer } from "../../contract/customer.ts";
import type { Head } from "../conversation/head.ts";
import type { Visit } from "./visit.ts";

/** What an agent sees of the shopper: who she is where she is signed in, page, cart, trail of signals and the reason for the invitation. */
export function shopperContext(
  head: Head,
  visit: Visit | undefined,
  customer?: Customer,
): ShopperContext {
  const view = visit?.view;
  return {
    visitor: head.visitor,
    language: head.request.language,
    ...(view && {
      page: {
        kind: view.kind,
        path: view.path,
        ...(view.title !== undefined && { title: view.title }),
      },
      device: view.device,
    }),
    ...(visit?.cart && { cart: visit.cart }),
    trail: visit?.trail ?? [],
    ...(head.contact && { contact: head.contact }),
    ...(customer && { customer }),
    ...(customer?.name !== undefined && { name: customer.name }),
    ...(visit?.timeZone !== undefined && { timeZone: visit.timeZone }),
    ...(head.reason && { reason: head.reason }),
  };
}
