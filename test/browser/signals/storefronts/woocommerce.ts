import type { Route } from "../stage.ts";

/**
 * Pages in the shape that WooCommerce emits with a classic theme and Google's own analytics plugin: `gtag` events without `view_cart`, the cart as data in
 * `window.ga4w`, and a coupon that is checked in the background.
 */
export function woocommerce(tag: string): Readonly<Record<string, Route>> {
  const page = (classes: string, body: string, foot = ""): string => `<!doctype html>
<html lang="fi"><head><meta charset="UTF-8"><title>Havu</title>
<script id="google-tag-manager-js-before">window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}
gtag("js", new Date()); gtag("config", "G-TEST", {"track_404":true,"allow_google_signals":true});</script>
${tag}</head><body class="wp-singular page-template-default page ${classes} theme-storefront woocommerce-js"><div id="page" class="hfeed site"><div id="content" class="site-content">${body}</div></div>${foot}</body></html>`;
  const data = {
    cart: {
      items: [
        {
          id: 12,
          name: "Kaamos-lyhty",
          quantity: 1,
          prices: { price: 4950, currency_minor_unit: 2 },
        },
        {
          id: 15,
          name: "Havu-huopa",
          quantity: 2,
          prices: { price: 4000, currency_minor_unit: 2 },
        },
      ],
      coupons: [],
      totals: { currency_code: "EUR", total_price: 12950, currency_minor_unit: 2 },
    },
  };
  const plugin = `<script id="woocommerce-google-analytics-integration-data-js-after">window.ga4w = { data: ${JSON.stringify(data)}, settings: {"tracker_function_name":"gtag","events":["purchase","add_to_cart","remove_from_cart","view_item_list","select_content","view_item","begin_checkout"],"identifier":null} }; document.dispatchEvent(new Event("ga4w:ready"));</script>`;
  const coupon = `<script>document.querySelector(".woocommerce-cart-form").addEventListener("submit", function (event) {
    event.preventDefault();
    setTimeout(function () {
      var field = document.getElementById("coupon_code");
      field.classList.add("has-error"); field.setAttribute("aria-invalid", "true"); field.setAttribute("aria-describedby", "coupon-error-notice");
      var note = document.createElement("span"); note.className = "coupon-error-notice"; note.id = "coupon-error-notice"; note.setAttribute("role", "alert"); note.textContent = "Kuponkia ei ole olemassa!";
      field.parentElement.append(note);
    }, 300);
  })</script>`;
  const order = {
    transaction_id: 1207,
    currency: "EUR",
    value: 129.5,
    items: [{ item_id: 12, item_name: "Kaamos-lyhty", quantity: 1, price: 49.5 }],
  };
  return {
    "/ostoskori/": {
      body: page(
        "page-id-7 woocommerce-cart woocommerce-page",
        `<main id="main" class="site-main"><h1 class="entry-title">Ostoskori</h1><div class="woocommerce"><div class="woocommerce-notices-wrapper"></div>
        <form class="woocommerce-cart-form" action="/ostoskori/" method="post"><table class="shop_table cart woocommerce-cart-form__contents"><tr class="woocommerce-cart-form__cart-item cart_item"><td class="product-remove"><a role="button" href="?remove_item=c20ad" class="remove" data-product_id="12">&times;</a></td><td class="product-name">Kaamos-lyhty</td></tr>
        <tr><td colspan="6" class="actions"><div class="coupon"><label for="coupon_code" class="screen-reader-text">Kuponki:</label> <input type="text" name="coupon_code" class="input-text" id="coupon_code" value="" placeholder="Kuponkikoodi"> <button type="submit" class="button" name="apply_coupon" value="Käytä kuponki">Käytä kuponki</button></div><button type="submit" class="button" name="update_cart" value="Päivitä" disabled>Päivitä</button></td></tr></table></form>
        <div class="cart-collaterals"><div class="wc-proceed-to-checkout"><a href="/kassa/" class="checkout-button button alt wc-forward">Siirry kassalle</a></div></div></div></main>`,
        plugin + coupon,
      ),
    },
    "/": ({ url }) =>
      url?.includes("s=")
        ? {
            body: page(
              "search search-no-results woocommerce-shop woocommerce woocommerce-page",
              `<main id="main" class="site-main"><div class="woocommerce-no-products-found"><div class="woocommerce-info" role="status">Valintaasi vastaavia tuotteita ei löytynyt.</div></div></main>`,
              plugin,
            ),
          }
        : undefined,
    "/kassa/order-received/1207/": {
      body: page(
        "page-id-8 woocommerce-checkout woocommerce-page woocommerce-order-received",
        `<main id="main" class="site-main"><div class="woocommerce-order"><p class="woocommerce-notice woocommerce-thankyou-order-received">Kiitos. Tilauksesi on vastaanotettu.</p></div></main>`,
        `<script>gtag("event", "purchase", ${JSON.stringify(order)})</script>`,
      ),
    },
  };
}
