import type { Loader } from "../ears.ts";
import { clock, later, listen } from "../guard.ts";

const COUPON =
  "[name*=coupon i],[id*=coupon i],[name*=promo i],[name*=voucher i],[name*=discount i]";
/** What the shop itself says went wrong. Before marked fields, since it may say more of the same trouble. */
const MARKS = "[data-heed-signal]";

/** Rejected forms, refused coupons and declined payments, found in what the page shows: when it comes, and shortly after a form or a button was used. */
export function watchForms(loader: Loader): void {
  const { hear } = loader;
  const seen = new WeakSet<Element>();
  let last = -1;
  let timer = 0;

  // One press of a button makes every wrong field cry, and a refused code its field too.
  const once = (name: string, detail?: string) => {
    if (clock() - last > 0.5) hear(name, detail);
    last = clock();
  };
  // Fields are named, never read: `checkout: phone`. A field called name would be found in form.name.
  const reject = ({ form, name, id }: HTMLInputElement) =>
    once(
      "form-invalid",
      `${form?.getAttribute("name") || form?.getAttribute("id")}: ${name || id}`,
    );
  const scan = () => {
    for (const selector of [MARKS, "[aria-invalid=true]"])
      for (const found of document.querySelectorAll<HTMLInputElement>(selector)) {
        if (seen.has(found)) continue;
        seen.add(found);
        const { heedSignal = "coupon-rejected", heedDetail } = found.dataset;
        if (selector === MARKS) {
          last = -1;
          once(heedSignal, heedDetail);
        } else if (found.matches(COUPON)) once(heedSignal);
        else reject(found);
      }
  };

  listen(document, "invalid", ({ target }) => reject(target as HTMLInputElement));
  listen(document, "submit click", ({ target }) => {
    // The same field wrong again is another rejection.
    for (const field of (target as HTMLFormElement).elements ?? []) seen.delete(field);
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
