import type { Answer, Visit } from "./context.ts";
import { changeAccount } from "./pages/account.ts";
import { brokenPage, lostPage, orderPage, termsPage } from "./pages/after.ts";
import { categoryPage, homePage, productPage, searchPage } from "./pages/browse.ts";
import { cartPage, changeCart } from "./pages/cart.ts";
import { checkoutPage } from "./pages/checkout.ts";
import { paymentPage } from "./pages/payment.ts";

type Page = (visit: Visit) => Answer | undefined | Promise<Answer | undefined>;

const GET: Readonly<Record<string, Page>> = {
  "": homePage,
  category: categoryPage,
  product: productPage,
  search: searchPage,
  cart: cartPage,
  checkout: checkoutPage,
  payment: paymentPage,
  order: orderPage,
  shipping: termsPage,
  broken: brokenPage,
};
const POST: Readonly<Record<string, Page>> = {
  account: changeAccount,
  cart: changeCart,
  checkout: checkoutPage,
  payment: paymentPage,
};

/** Answers a request for a page; what doesn't exist gets the shop's 404. */
export async function answer(visit: Visit): Promise<Answer> {
  const pages = visit.method === "POST" ? POST : GET;
  const name = visit.path[0] ?? "";
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  return (await page?.(visit)) ?? lostPage(visit);
}
