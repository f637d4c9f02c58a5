import type { Answer, Visit } from "../context.ts";

/** Signs the demo's customer in or out, and shows the front page. */
export function changeAccount({ cart, form }: Visit): Answer {
  const account = form.get("do") === "in" ? "in" : "out";
  return { kind: "redirect", to: "", cart: { ...cart, account } };
}
