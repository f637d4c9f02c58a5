import type { Fixture } from "../stage.ts";

/** Pages in the shape that a Shopify theme of the Dawn family emits: no dataLayer at all, since Shopify's own events stay in a sandboxed frame. */
export function shopify(tag: string): Readonly<Record<string, Fixture>> {
  const page = (type: string | undefined, body: string): string => `<!doctype html>
<html class="js" lang="fi"><head><meta charset="utf-8"><title>Havu – Kauppa</title>
<script>var Shopify = Shopify || {}; Shopify.shop = "havu.myshopify.com"; Shopify.locale = "fi"; Shopify.currency = {"active":"EUR","rate":"1.0"};</script>
<script>window.ShopifyAnalytics = window.ShopifyAnalytics || {}; window.ShopifyAnalytics.meta = window.ShopifyAnalytics.meta || {}; window.ShopifyAnalytics.meta.currency = 'EUR';
var meta = {"page":{${type ? `"pageType":"${type}"` : ""}}}; for (var attr in meta) { window.ShopifyAnalytics.meta[attr] = meta[attr]; }</script>
${tag}</head><body class="gradient"><main id="MainContent" class="content-for-layout" role="main" tabindex="-1">${body}</main></body></html>`;
  const product = {
    "@context": "http://schema.org/",
    "@id": "/products/havu-blanket#product",
    "@type": "Product",
    brand: { "@type": "Brand", name: "Havu" },
    name: "Havu blanket",
    offers: { "@type": "Offer", price: "89.00", priceCurrency: "EUR" },
    url: "/products/havu-blanket",
  };
  return {
    "/products/havu-blanket": {
      body: page(
        "product",
        `<section class="shopify-section section"><product-info class="page-width"><h1>Havu blanket</h1>
        <div class="price"><span class="price-item price-item--regular">€89,00</span></div>
        <product-form class="product-form"><form method="post" action="/cart/add" id="product-form" accept-charset="UTF-8" class="form" enctype="application/x-www-form-urlencoded">
        <input type="hidden" name="form_type" value="product"><input type="hidden" name="id" value="4471">
        <button type="submit" name="add" class="product-form__submit button button--full-width"><span>Lisää ostoskoriin</span></button></form></product-form></product-info>
        <script type="application/ld+json">${JSON.stringify(product)}</script></section>`,
      ),
    },
    "/cart/add": { status: 302, headers: { location: "/cart" }, body: "" },
    "/cart": {
      body: page(
        "cart",
        `<cart-items class="gradient isolate"><h1 class="title title--primary">Ostoskori</h1><form action="/cart" class="cart__contents critical-hidden" method="post" id="cart">
        <table class="cart-items"><tr class="cart-item"><td><a href="/products/havu-blanket" class="cart-item__name">Havu blanket</a></td>
        <td><quantity-input class="quantity cart-quantity"><button class="quantity__button" name="minus" type="button">-</button><input class="quantity__input" type="number" name="updates[]" value="1"><button class="quantity__button" name="plus" type="button">+</button></quantity-input></td></tr></table></form></cart-items>
        <div id="main-cart-footer"><button type="submit" id="checkout" class="cart__checkout-button button" name="checkout" form="cart">Kassalle</button></div>`,
      ),
    },
    "/search": {
      body: page(
        "searchresults",
        `<div class="template-search template-search--empty section-padding"><h1 class="h2 center">Search results</h1><p role="status">No results found for “kayak”. Check the spelling or use a different word or phrase.</p></div>`,
      ),
    },
    "/products/gone": {
      status: 404,
      body: page(
        undefined,
        `<div class="template-404 page-width page-margin center"><p>404</p><h1 class="title">Sivua ei löydy</h1></div>`,
      ),
    },
  };
}
