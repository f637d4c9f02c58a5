import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";

/** One press of a button makes every wrong field cry. */
const BURST_MS = 500;
/** How long a shop's own check may take to mark a field. */
const CHECK_MS = 1500;

const COUPON = "[name*=coupon i],[name*=promo i],[name*=voucher i],[name*=discount i],#code";
const WRONG = "[aria-invalid=true],.woocommerce-invalid";
/** What shops show when a code or a payment is refused: Heed's own mark first, then WooCommerce's cart and its Stripe plugin. */
const REFUSED =
  "[data-heed-signal],.coupon-error-notice,.wc-block-components-totals-coupon__content .wc-block-components-validation-error,.wc-stripe-error,.stripe-source-errors";

/** Fields by name, never by what is in them: `checkout: phone`. */
const nameOf = (field: HTMLInputElement) =>
  `${field.form?.name || field.form?.id || "form"}: ${field.name || field.id}`;

/** Rejected forms, refused coupons and declined payments, found in what the page shows: when it comes, and shortly after a form or a button was used. */
export function watchForms(loader: Loader): void {
  const { hear } = loader;
  const seen = new WeakSet<Element>();
  let last = -BURST_MS;
  let timer = 0;

  const reject = (field: HTMLInputElement) => {
    const now = performance.now();
    if (now - last >= BURST_MS) hear("form-invalid", nameOf(field));
    last = now;
  };
  const scan = () => {
    for (const found of document.querySelectorAll<HTMLInputElement>(`${REFUSED},${WRONG}`)) {
      if (seen.has(found)) continue;
      seen.add(found);
      const { heedSignal, heedDetail } = found.dataset;
      if (heedSignal) hear(heedSignal, heedDetail);
      else if (found.matches(REFUSED))
        hear(/coupon/.test(found.className) ? "coupon-rejected" : "payment-declined");
      else if (!found.matches(COUPON)) reject(found);
      else if (!document.querySelector("[data-heed-signal]")) hear("coupon-rejected");
    }
  };

  listen(document, "invalid", ({ target }) => reject(target as HTMLInputElement));
  listen(document, "submit click", () => {
    clearTimeout(timer);
    timer = later(scan, CHECK_MS);
  });
  loader.onPage(() => {
    scan();
    if (/[?&]redirect_status=failed/.test(location.search)) hear("payment-declined", "redirect");
  });
}
