import type { Rule } from "../rule.ts";
import { cartHesitation } from "./cart-hesitation.ts";
import { checkoutHesitation } from "./checkout-hesitation.ts";
import { couponRejected } from "./coupon-rejected.ts";
import { errorPage } from "./error-page.ts";
import { exitWithCart } from "./exit-with-cart.ts";
import { formTrouble } from "./form-trouble.ts";
import { paymentDeclined } from "./payment-declined.ts";
import { rageClicks } from "./rage-clicks.ts";
import { repeatedErrors } from "./repeated-errors.ts";
import { searchFindsNothing } from "./search-finds-nothing.ts";

/** The rules that a new shop starts with. None of them offers a discount: that is the agent's to decide. */
export const SHIPPED_RULES: readonly Rule[] = [
  paymentDeclined,
  errorPage,
  repeatedErrors,
  couponRejected,
  formTrouble,
  checkoutHesitation,
  rageClicks,
  exitWithCart,
  cartHesitation,
  searchFindsNothing,
];
