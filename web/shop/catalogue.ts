import type { Language } from "./languages.ts";
import { productTexts } from "./texts/products.ts";

export const CATEGORIES = ["outdoors", "home", "sauna"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Product {
  readonly id: string;
  /** Last part of the address. */
  readonly slug: string;
  readonly category: Category;
  /** Euros, tax included. */
  readonly price: number;
}

export const PRODUCTS: readonly Product[] = [
  { id: "HV-101", slug: "tuuli-jacket", category: "outdoors", price: 189 },
  { id: "HV-102", slug: "reppu-daypack", category: "outdoors", price: 119 },
  { id: "HV-103", slug: "laavu-tarp", category: "outdoors", price: 79 },
  { id: "HV-104", slug: "routa-gloves", category: "outdoors", price: 59 },
  { id: "HV-105", slug: "savu-kettle", category: "outdoors", price: 39 },
  { id: "HV-106", slug: "lumi-socks", category: "outdoors", price: 18.9 },
  { id: "HV-201", slug: "havu-blanket", category: "home", price: 89 },
  { id: "HV-202", slug: "kaamos-lantern", category: "home", price: 49.5 },
  { id: "HV-203", slug: "kuksa-cup", category: "home", price: 32 },
  { id: "HV-301", slug: "loyly-bucket", category: "sauna", price: 65 },
  { id: "HV-302", slug: "pellava-towel", category: "sauna", price: 24.9 },
  { id: "HV-303", slug: "honka-headrest", category: "sauna", price: 44 },
];

export const bySlug = (slug: string) => PRODUCTS.find((product) => product.slug === slug);
export const byId = (id: string) => PRODUCTS.find((product) => product.id === id);

export const nameOf = (product: Product, language: Language): string =>
  productTexts[product.id]?.[language].name ?? product.slug;
export const aboutOf = (product: Product, language: Language): string =>
  productTexts[product.id]?.[language].about ?? "";

/** Products whose name or description in this language holds every word of the query. */
export function find(query: string, language: Language): readonly Product[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return PRODUCTS.filter((product) => {
    const text = `${nameOf(product, language)} ${aboutOf(product, language)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
