import { CATEGORIES } from "./catalogue.ts";
import type { Ga4Event } from "./ga4.ts";
import { dataBlock, Html, html } from "./html.ts";
import { LANGUAGES, type Language } from "./languages.ts";
import { logo } from "./pictures.ts";
import { TEXTS } from "./texts/texts.ts";

/** What every page is wrapped in. */
export interface Frame {
  readonly language: Language;
  /** Path below the language, `""` for the front page; the same in every language. */
  readonly path: string;
  /** Pieces in the cart. */
  readonly pieces: number;
  /** What the shopper has said to the consent question; undefined when she hasn't been asked. */
  readonly consent?: "yes" | "no" | undefined;
  readonly scriptTag: string;
  /** What tells Heed who is signed in; empty when she has signed out, undefined while she never was. */
  readonly customer?: string | undefined;
}

export interface Content {
  readonly title: string;
  readonly body: Html;
  readonly events?: readonly Ga4Event[];
  readonly structured?: Readonly<Record<string, unknown>>;
  readonly query?: string;
}

function header({ language, path, pieces, customer }: Frame, query: string): Html {
  const t = TEXTS[language];
  const others = LANGUAGES.map((other) =>
    other === language
      ? html`<li aria-current="true">${TEXTS[other].language}</li>`
      : html`<li><a href="/${other}/${path}" lang="${other}" hreflang="${other}">${TEXTS[other].language}</a></li>`,
  );
  return html`<header>
    <a class="skip" href="#main">${t.skip}</a>
    <div class="bar">
      <a class="logo" href="/${language}/">${logo}<span>Havu</span><small>${t.tagline}</small></a>
      <form class="search" role="search" action="/${language}/search">
        <input name="q" type="search" value="${query}" placeholder="${t.search.label}" aria-label="${t.search.label}" maxlength="60">
        <button>${t.search.button}</button>
      </form>
      <form method="post" action="/${language}/account">
        <button class="quiet" name="do" value="${customer ? "out" : "in"}">${customer ? t.account.out : t.account.in}</button>
      </form>
      <a class="cart-link" href="/${language}/cart">${t.cart.open} <span class="count">${pieces}</span></a>
    </div>
    <nav class="bar" aria-label="${t.menu}">
      <ul class="departments">${CATEGORIES.map(
        (category) =>
          html`<li><a href="/${language}/category/${category}">${t.categories[category]}</a></li>`,
      )}</ul>
      <ul class="languages">${others}</ul>
    </nav>
  </header>`;
}

function consentQuestion({ language, consent }: Frame): Html | undefined {
  if (consent) return undefined;
  const t = TEXTS[language].consent;
  return html`<aside class="consent" id="consent" aria-label="${t.label}">
    <p>${t.text}</p>
    <button data-consent="yes">${t.yes}</button>
    <button class="quiet" data-consent="no">${t.no}</button>
  </aside>`;
}

/** A whole page. */
export function layout(frame: Frame, content: Content): string {
  const { language, consent, customer } = frame;
  const t = TEXTS[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} – Havu</title>
<link rel="stylesheet" href="/shop.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<script src="/shop.js"></script>
${new Html(frame.scriptTag)}
${content.structured && dataBlock("application/ld+json", { "@context": "https://schema.org", ...content.structured })}
${dataBlock("application/json", content.events ?? [], "ga4")}
</head>
<body${consent && html` data-consent="${consent}"`}${customer !== undefined && html` data-customer="${customer}"`}>
${header(frame, content.query ?? "")}
${consentQuestion(frame)}
<main id="main">${content.body}</main>
<footer><p><a href="/${language}/shipping">${t.terms.title}</a></p><p>${t.footer}</p></footer>
</body>
</html>`.text;
}
