import type { PageKind, PageView } from "../../../functions/contract/signal.ts";
import type { Ears, Glimpse } from "../../shared/host.ts";
import { cleanPath, short } from "./redact.ts";
import type { Structured } from "./structured.ts";

/** What of the document belongs in a view. */
export interface Surroundings {
  readonly title: string;
  readonly lang: string;
  readonly languages: readonly string[];
  readonly structured: Structured;
}

/** The contract's kinds; a shop's own mark may say anything. */
const KINDS: Readonly<Record<PageKind, true>> = {
  home: true,
  category: true,
  product: true,
  cart: true,
  checkout: true,
  payment: true,
  order: true,
  help: true,
  search: true,
  error: true,
  other: true,
};

/** Addresses of the kinds that the loader doesn't need and so doesn't know. */
const CATEGORY =
  /\/(collections?|categor(y|ies)|product-category|shop|kategoria|tuotteet|tooted|katalog|c)(\/|$)/;
const HOME = /^\/([a-z]{2}(-[a-z]{2})?\/?)?$/i;

/** Titles of these pages repeat what a shopper typed or name her order. */
const UNTITLED: readonly PageKind[] = ["search", "order"];

const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const isLanguage = (tag: string) => LANGUAGE.test(tag) && tag.length <= 35;

/** @param present undefined for a page of this document that the shopper has left. */
function kindOf(page: Glimpse, present: Surroundings | undefined): PageKind {
  if (page.kind !== "other" && Object.hasOwn(KINDS, page.kind)) return page.kind;
  const { pathname } = new URL(page.href);
  if (HOME.test(pathname)) return "home";
  if (CATEGORY.test(pathname)) return "category";
  return present?.structured.kind ?? "other";
}

/** A glimpse as the wire has it: redacted, and with nothing in it that the contract's schema refuses. */
export function viewOf(ears: Ears, page: Glimpse, around: Surroundings): PageView {
  const kind = kindOf(page, page === ears.page ? around : undefined);
  const titled = page === ears.page && !UNTITLED.includes(kind);
  const title = titled ? short(around.title) : undefined;
  const languages = around.languages.filter(isLanguage).slice(0, 8);
  const { status } = page;
  return {
    kind,
    path: cleanPath(page.href, String(ears.options.query ?? "")),
    device: ears.device,
    ...(title && { title }),
    ...(isLanguage(around.lang) && { language: around.lang }),
    ...(languages.length > 0 && { languages }),
    ...(status >= 100 && status < 600 && { status }),
  };
}
