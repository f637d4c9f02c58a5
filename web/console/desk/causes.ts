import type { Party, ShopperContext } from "../../../functions/contract/conversation.ts";
import type { Resolution } from "../../../functions/contract/desk.ts";
import type { Entry } from "../../shared/conversation-state.ts";

/** The wire's longest word. */
export const MOST_LETTERS = 40;
/** The wire's most tags. */
export const MOST_TAGS = 10;

/** Root causes by the rule that led to the chat, the likeliest first; words for reports, so few and steady. */
const BY_RULE: Readonly<Record<string, readonly string[]>> = {
  "payment-declined": ["card declined", "bank confirmation", "payment fault"],
  "error-page": ["broken link", "shop fault"],
  "repeated-errors": ["shop fault", "slow page"],
  "rage-clicks": ["unclear page", "shop fault"],
  "coupon-rejected": ["coupon terms", "coupon fault"],
  "form-trouble": ["form refuses", "unclear form"],
  "checkout-hesitation": ["delivery cost", "delivery time", "payment choice"],
  "cart-hesitation": ["product question", "price", "delivery cost"],
  "exit-with-cart": ["price", "product question"],
  "search-finds-nothing": ["not in stock", "not in the range"],
};
const ALWAYS = ["product question", "delivery time", "returns", "price", "other"] as const;

/** What may have been the cause, the last one chosen and those of the rule first. */
export function causesFor(reason: ShopperContext["reason"], last?: string): readonly string[] {
  const ours = BY_RULE[reason?.rule ?? ""] ?? [];
  return [...new Set([...(last === undefined ? [] : [last]), ...ours, ...ALWAYS])];
}

/** How a chat has ended in all likelihood: nothing is solved before both have spoken. */
export function likelyResolution(entries: readonly Entry[]): Resolution {
  const spoke = (party: Party) =>
    entries.some(({ kind, message }) =>
      kind === "stored" ? message.from.kind === party : party === "agent",
    );
  if (!spoke("shopper")) return "no-answer";
  return spoke("agent") ? "solved" : "unsolved";
}

/** Tags as typed, parted by commas: at most ten, each once, none too long. */
export function tagsOf(text: string): readonly string[] {
  const words = text.split(",").map((word) => word.trim().slice(0, MOST_LETTERS));
  return [...new Set(words.filter((word) => word !== ""))].slice(0, MOST_TAGS);
}
