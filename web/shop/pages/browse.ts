import {
  aboutOf,
  bySlug,
  CATEGORIES,
  type Category,
  find,
  nameOf,
  PRODUCTS,
  type Product,
} from "../catalogue.ts";
import type { Answer, Visit } from "../context.ts";
import { itemsEvent } from "../ga4.ts";
import { type Html, html } from "../html.ts";
import { type Language, money } from "../languages.ts";
import { picture } from "../pictures.ts";
import { TEXTS } from "../texts/texts.ts";

const one = (product: Product) => ({ product, pieces: 1 });

function cards(products: readonly Product[], language: Language): Html {
  return html`<ul class="cards">${products.map(
    (product) => html`<li><a href="/${language}/product/${product.slug}">
      ${picture(product.id)}
      <span class="name">${nameOf(product, language)}</span>
      <span class="price">${money(product.price, language)}</span></a></li>`,
  )}</ul>`;
}

export function homePage({ language }: Visit): Answer {
  const t = TEXTS[language];
  const body = html`<section class="hero"><h1>${t.hero.title}</h1><p>${t.hero.text}</p></section>
    ${CATEGORIES.map(
      (
        category,
      ) => html`<section><h2><a href="/${language}/category/${category}">${t.categories[category]}</a></h2>
      ${cards(
        PRODUCTS.filter((product) => product.category === category).slice(0, 3),
        language,
      )}</section>`,
    )}`;
  return { kind: "page", content: { title: t.tagline, body } };
}

export function categoryPage({ language, path }: Visit): Answer | undefined {
  const category = path[1] as Category;
  if (!CATEGORIES.includes(category)) return undefined;
  const products = PRODUCTS.filter((product) => product.category === category);
  const title = TEXTS[language].categories[category];
  return {
    kind: "page",
    content: {
      title,
      body: html`<h1>${title}</h1>${cards(products, language)}`,
      events: [itemsEvent("view_item_list", products.map(one), language)],
      structured: { "@type": "CollectionPage", name: title },
    },
  };
}

function structured(product: Product, language: Language) {
  return {
    "@type": "Product",
    name: nameOf(product, language),
    description: aboutOf(product, language),
    sku: product.id,
    brand: { "@type": "Brand", name: "Havu" },
    offers: {
      "@type": "Offer",
      price: product.price.toFixed(2),
      priceCurrency: "EUR",
      availability: "https://schema.org/InStock",
    },
  };
}

export function productPage({ language, path }: Visit): Answer | undefined {
  const product = bySlug(path[1] ?? "");
  if (!product) return undefined;
  const t = TEXTS[language].product;
  const name = nameOf(product, language);
  const others = PRODUCTS.filter(
    (other) => other.category === product.category && other.id !== product.id,
  );
  const added = JSON.stringify(itemsEvent("add_to_cart", [one(product)], language));
  return {
    kind: "page",
    content: {
      title: name,
      body: html`<article class="product">
        ${picture(product.id)}
        <div>
          <h1>${name}</h1>
          <p class="price">${money(product.price, language)} <small>${t.tax}</small></p>
          <p>${aboutOf(product, language)}</p>
          <form method="post" action="/${language}/cart/add" data-ga4="${added}">
            <input type="hidden" name="id" value="${product.id}">
            <button class="main">${t.add}</button>
          </form>
          <p class="stock">${t.stock}</p>
          <p><a href="/${language}/shipping">${t.delivery}</a></p>
        </div>
      </article>
      <section><h2>${t.more}</h2>${cards(others.slice(0, 3), language)}</section>`,
      events: [itemsEvent("view_item", [one(product)], language)],
      structured: structured(product, language),
    },
  };
}

export function searchPage({ language, query }: Visit): Answer {
  const term = (query.get("q") ?? "").trim().slice(0, 60);
  const found = find(term, language);
  const t = TEXTS[language].search;
  const body = html`<h1>${t.title(term)}</h1>
    ${
      found.length > 0
        ? html`<p>${t.found(found.length)}</p>${cards(found, language)}`
        : html`<p>${t.none} ${t.tip}</p>`
    }`;
  const event = {
    ...itemsEvent("view_search_results", found.map(one), language),
    search_term: term,
  };
  return {
    kind: "page",
    content: {
      title: t.title(term),
      body,
      query: term,
      events: [event],
      structured: { "@type": "SearchResultsPage", name: t.title(term) },
    },
  };
}
