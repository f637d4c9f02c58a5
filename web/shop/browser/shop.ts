/** The shop's own script: e-commerce events and consent. The demo shows how a shop works with Heed, so it uses only what any shop could. */

interface ShopWindow {
  dataLayer?: unknown[];
  heed?: { (...call: unknown[]): void; q?: unknown[] };
}
const page = window as unknown as ShopWindow;

page.dataLayer ??= [];
const layer = page.dataLayer;
// Takes calls before the loader is there.
page.heed ??= function heed() {
  if (page.heed) {
    page.heed.q ??= [];
    // biome-ignore lint/complexity/noArguments: the queue holds the arguments as they came, as every such stub does.
    page.heed.q.push(arguments);
  }
};

function push(events: unknown): void {
  for (const event of [events].flat()) {
    layer.push({ ecommerce: null });
    layer.push(event);
  }
}

/** With consent the shop remembers who the shopper is to Heed, so that its back end can say whose order it was. */
let visitor: string | undefined;
function remember(): void {
  if (visitor === undefined || document.body.dataset.consent !== "yes") return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't everywhere yet.
  document.cookie = `havu_heed=${visitor}; path=/; samesite=lax`;
}
page.heed?.("on", "visitor", (known: { readonly visitor: string }) => {
  ({ visitor } = known);
  remember();
});

function answerConsent(answer: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't everywhere yet.
  document.cookie = `havu_consent=${answer}; path=/; max-age=15552000; samesite=lax`;
  document.getElementById("consent")?.remove();
  document.body.dataset.consent = answer;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't everywhere yet.
  if (answer !== "yes") document.cookie = "havu_heed=; path=/; max-age=0; samesite=lax";
  page.heed?.("consent", answer === "yes");
  remember();
}

document.addEventListener("DOMContentLoaded", () => {
  push(JSON.parse(document.getElementById("ga4")?.textContent ?? "[]"));
  const { consent, customer } = document.body.dataset;
  if (consent === "yes") page.heed?.("consent", true);
  if (customer !== undefined) page.heed?.("identify", customer || null);
});
document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("button[data-consent]");
  if (button?.dataset.consent) answerConsent(button.dataset.consent);
});
document.addEventListener("submit", (event) => {
  const { ga4 } = ((event.submitter ?? event.target) as HTMLElement).dataset;
  if (ga4) push(JSON.parse(ga4));
});
