import { count, duration, money, phrase } from "./format.ts";

type Words = (value: unknown, currency: string | undefined) => string;

const seconds = (value: unknown): string => duration(Number(value) * 1000);

/** What the facts of a rule's conditions mean to an agent. */
const FACTS: Readonly<Record<string, Words>> = {
  page: (value) => `On the ${value} page`,
  "cart-items": (value) => `${count(Number(value), "piece")} in the cart`,
  "cart-value": (value, currency) =>
    `Cart worth ${currency === undefined ? value : money(Number(value), currency)}`,
  dwell: (value) => `On this page for ${seconds(value)}`,
  "visit-seconds": (value) => `In the shop for ${seconds(value)}`,
  "page-loads": (value) => `${count(Number(value), "page")} viewed`,
  visits: (value) => `Visit number ${value}`,
  score: (value) => `Risk of leaving ${Math.round(Number(value) * 100)} %`,
  device: (value) => (value === "touch" ? "On a phone or tablet" : "On a computer"),
  visitor: (value) => (value === "returning" ? "Has been here before" : "Here for the first time"),
  tier: (value) => `Customer tier ${value}`,
  country: (value) => `In ${value}`,
};

/** A counted signal's label: its kinds, a name, details, `here`, a span in seconds. */
const SIGNAL = /^([a-z+-]+)(?: "(.*)")?(?: \((.*)\))?( here)?(?: in (\d+) s)?$/;
const VIEWED = /^(\S+) pages viewed$/;

/** One value of the reason for an invitation, in words. `currency`: of the cart. */
export function reasonLine(label: string, value: unknown, currency?: string): string {
  const fact = FACTS[label];
  if (fact) return fact(value, currency);
  const viewed = VIEWED.exec(label)?.[1];
  if (viewed) return `Looked at ${count(Number(value), `${viewed} page`)}`;
  const signal = typeof value === "number" ? SIGNAL.exec(label) : null;
  if (!signal) return `${phrase(label)}: ${value}`;
  const [, kinds = "", name, details, here, within] = signal;
  return [
    phrase(kinds.replaceAll("+", " or ")),
    name === undefined ? "" : `“${name}”`,
    details === undefined ? "" : `(${details.replaceAll("|", ", ")})`,
    value === 1 ? "once" : `${value} times`,
    here ? "on this page" : "",
    within === undefined ? "" : `within ${duration(Number(within) * 1000)}`,
  ]
    .filter(Boolean)
    .join(" ");
}
