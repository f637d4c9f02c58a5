import type { Loader } from "../ears.ts";
import { clock, later, listen } from "../guard.ts";

const COUPON = "[name*=coupon i],[name*=promo i],[name*=voucher i],[name*=discount i]";
/** What shops show when a code or a payment is refused: Heed's own mark first, then WooCommerce's carts. */
const REFUSED = "[data-heed-signal],.coupon-error-notice,[class*=coupon] [class*=validation-error]";

/** Rejected forms, refused coupons and declined payments, found in what the page shows: when it comes, and shortly after a form or a button was used. */
export function watchForms(loader: Loader): void {
  const { hear } = loader;
  const seen = new WeakSet<Element>();
  let last = -1;
  let timer = 0;

  const reject = ({ form, name, id }: HTMLInputElement) => {
    // One press of a button makes every wrong field cry. Fields are named, never read: `checkout: phone`.
    if (clock() - last > 0.5) hear("form-invalid", `${form?.name || form?.id}: ${name || id}`);
    last = clock();
  };
  const scan = () => {
    for (const found of document.querySelectorAll<HTMLInputElement>(
      `${REFUSED},[aria-invalid=true]`,
    )) {
      if (seen.has(found)) continue;
      seen.add(found);
      const { heedSignal, heedDetail } = found.dataset;
      if (heedSignal) hear(heedSignal, heedDetail);
      else if (found.matches(`${REFUSED},${COUPON}`)) hear("coupon-rejected");
      else reject(found);
    }
  };

  listen(document, "invalid", ({ target }) => reject(target as HTMLInputElement));
  listen(document, "submit click", () => {
    // A shop's own check may take its time to mark a field.
    clearTimeout(timer);
    timer = later(scan, 1.5);
  });
  loader.onPage(() => {
    scan();
    // How Stripe's redirects come back.
    if (/redirect_status=failed/.test(location.search)) hear("payment-declined", "redirect");
  });
}
