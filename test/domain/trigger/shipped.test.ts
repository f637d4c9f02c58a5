import { describe, expect, test } from "vitest";
import type { Signal } from "../../../functions/contract/signal.ts";
import { decide, inviteText } from "../../../functions/domain/trigger/decide.ts";
import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import {
  type BatchOptions,
  batch,
  CART,
  firstSeen,
  MINUTE,
  NOON,
  SECOND,
  seen,
} from "../visit/make.ts";
import { env, SHIPPED } from "./make.ts";

type Signals = readonly (Signal["kind"] | Signal)[];

/** A visit that began a minute before noon with another page, and at noon brings these signals. */
function visitWith(signals: Signals, options: BatchOptions = {}): Visit {
  const before = firstSeen(["page-view"], { page: "page-zero" }, NOON - MINUTE);
  return seen(before, batch(signals, options), NOON);
}

const clicks = (count: number, kind: Signal["kind"]): Signal[] =>
  Array.from({ length: count }, (_, at) => ({ kind, at: at * SECOND }));

const speaking: readonly [rule: string, topic: string | undefined, visit: Visit][] = [
  ["payment-declined", "payment", visitWith(["payment-declined"], { kind: "payment" })],
  ["error-page", "error", visitWith(["error-page"], { kind: "error" })],
  ["repeated-errors", "error", visitWith(clicks(2, "request-failed"))],
  ["repeated-errors", "error", visitWith(clicks(3, "script-error"))],
  ["coupon-rejected", "payment", visitWith(["coupon-rejected"], { kind: "cart", cart: CART })],
  ["form-trouble", undefined, visitWith(clicks(3, "form-invalid"), { kind: "checkout" })],
  ["checkout-hesitation", "payment", visitWith(["checkout-hesitation"], { kind: "payment" })],
  ["rage-clicks", "error", visitWith(["rage-click", "dead-click"])],
  ["exit-with-cart", "product", visitWith(["exit-intent"], { cart: CART })],
  ["cart-hesitation", "product", visitWith(["cart-hesitation"], { kind: "cart", cart: CART })],
  ["search-finds-nothing", "product", visitWith(["search-empty", "search-repeated"])],
];

const silent: readonly [what: string, visit: Visit][] = [
  ["a single failed request", visitWith(["request-failed"])],
  ["failed requests on different pages", secondPage("request-failed")],
  ["a coupon without a cart", visitWith(["coupon-rejected"], { kind: "cart" })],
  ["a form refused twice", visitWith(clicks(2, "form-invalid"))],
  ["one burst of angry clicks", visitWith(["rage-click"])],
  ["dead clicks without anger", visitWith(clicks(4, "dead-click"))],
  ["an exit with an empty cart", visitWith(["exit-intent"], { cart: { ...CART, items: 0 } })],
  ["an exit in the first half minute", firstSeen(["exit-intent"], { cart: CART })],
  ["resting on an empty cart page", visitWith(["cart-hesitation"], { kind: "cart" })],
  ["one empty search", visitWith(["search-empty"])],
  ["mere browsing", visitWith(["page-view", "view-item", "price-selected", "search"])],
];

function secondPage(kind: Signal["kind"]): Visit {
  return seen(visitWith([kind]), batch([kind], { page: "page-two" }), NOON);
}

describe("the shipped rules", () => {
  test.each(speaking)("[TRG10] speak: %s", (rule, topic, visit) => {
    const decision = decide(SHIPPED, visit, env());
    expect(decision).toMatchObject({ kind: "invite", rule });
    expect(decision.kind === "invite" && decision.topic).toBe(topic);
  });

  test.each(silent)("[TRG10] are silent for %s", (_, visit) => {
    expect(decide(SHIPPED, visit, env()).kind).toBe("none");
  });

  test("[TRG11] speak with the first signal of a visit, on the cart and on an error page", () => {
    const resting = firstSeen(["page-view", "cart-hesitation"], { kind: "cart", cart: CART });
    expect(decide(SHIPPED, resting, env())).toMatchObject({ rule: "cart-hesitation" });
    const lost = firstSeen([{ kind: "error-page", at: 40, detail: "404" }], { kind: "error" });
    expect(decide(SHIPPED, lost, env())).toMatchObject({ rule: "error-page" });
  });

  test("[TRG12] send a declined payment to whom its reason concerns", () => {
    const topics = ["3ds_failed", "out_of_stock", "undeliverable", "constructor"].map((detail) => {
      const visit = visitWith([{ kind: "payment-declined", at: 0, detail }], { kind: "payment" });
      const decision = decide(SHIPPED, visit, env());
      return decision.kind === "invite" && decision.topic;
    });
    expect(topics).toEqual(["payment", "product", "delivery", "payment"]);
  });

  test("[TRG13] each have a text in every demo language, which names the agent", () => {
    for (const { texts } of SHIPPED_RULES) {
      expect(Object.keys(texts).sort()).toEqual(["de", "en", "et", "fi", "ru", "sv"]);
      for (const text of Object.values(texts)) {
        expect(inviteText(text, "Anna $& {agent}")).toContain("Anna $&");
        expect(text).toMatch(/^[^{}]*\{agent\}[^{}]*$/);
      }
    }
    expect(SHIPPED_RULES).toHaveLength(10);
  });

  test("[TRG14] speak the page's language, else the browser's, else the site's", () => {
    const language = (visit: Visit, languages = env().languages) => {
      const decision = decide(SHIPPED, visit, env({ languages }));
      return decision.kind === "invite" ? decision.language : decision.why.end;
    };
    const on = (tag?: string) =>
      firstSeen(["error-page"], tag === undefined ? {} : { language: tag });
    const view = { kind: "error", path: "/", device: "touch" } as const;
    const browser = {
      ...on(),
      view: { ...view, language: "lv", languages: ["lv", "ru-RU", "en"] },
    };
    expect(language(on("fi-FI"))).toBe("fi");
    expect(language(on("FI"))).toBe("fi");
    expect(language(browser)).toBe("ru");
    expect(language(on("lv"))).toBe("en");
    expect(language({ ...on("fi"), language: "et" })).toBe("et");
    expect(language(on("lv"), ["lv"])).toBe("language");
  });
});
