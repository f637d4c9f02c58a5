import type { ShopperContext } from "../../contract/conversation.ts";
import type { Head } from "../conversation/head.ts";
import type { Visit } from "./visit.ts";

/** What an agent sees of the shopper: page, cart, trail of signals and the reason for the invitation. */
export function shopperContext(head: Head, visit: Visit | undefined): ShopperContext {
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
    ...(head.reason && { reason: head.reason }),
  };
}
