import { offerCheckSchema, redemptionSchema } from "../contract/http.ts";
import { orderSchema } from "../contract/http-orders.ts";
import { failure } from "../contract/result.ts";
import { confirmOrder } from "../use-cases/confirm-order.ts";
import { checkOffer, redeemOffer } from "../use-cases/redeem-offer.ts";
import { forTheShop } from "./http-callers.ts";
import { answer, readBody } from "./http-request.ts";

/** What a code would take off; uses nothing up. */
export const offerCheck = forTheShop(async ({ deps }, event) => {
  const body = readBody(event, offerCheckSchema);
  return answer(body.ok ? await checkOffer(deps, body.value) : body);
});

/** Uses a code for an order, once. */
export const offerRedemption = forTheShop(async ({ deps }, event) => {
  const key = event.headers["idempotency-key"];
  if (!key || key.length > 80) {
    return answer(failure("bad_payload", "an Idempotency-Key of 1 to 80 characters is missing"));
  }
  const body = readBody(event, redemptionSchema);
  return answer(body.ok ? await redeemOffer(deps, { ...body.value, key }) : body);
});

/** Confirms a purchase; the order's number makes it idempotent. */
export const orderConfirmation = forTheShop(async ({ deps }, event) => {
  const body = readBody(event, orderSchema);
  // Who was held out is told by the share as it is now.
  if (body.ok) await deps.rules.refresh();
  return answer(body.ok ? await confirmOrder(deps, body.value) : body);
});
