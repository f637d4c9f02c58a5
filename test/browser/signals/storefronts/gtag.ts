import type { Fixture } from "../stage.ts";

/** Pages of a hand-made shop whose addresses and markup tell nothing; it has only put Google's tag in and follows its guide. */
export function gtagShop(tag: string): Readonly<Record<string, Fixture>> {
  const blanket = { item_id: "H2", item_name: "Havu blanket", price: "89.00", quantity: 1 };
  const page = (event: string): Fixture => ({
    body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Havu</title>${tag}
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date());
  gtag('config', 'G-XXXXXXX');
  gtag('event', '${event}', ${JSON.stringify({ currency: "EUR", value: 89, items: [blanket] })});
</script></head><body><div id="app">…</div></body></html>`,
  });
  return {
    "/thing-17": page("view_item"),
    "/step-1": page("view_cart"),
    "/step-2": page("begin_checkout"),
  };
}
