/** What a shop can listen to with `heed("on", name, handler)`. */
export interface ShopEvents {
  /** An invitation is shown. */
  readonly invite: { readonly agent: string; readonly text: string };
  /** The shopper sent the invitation away. */
  readonly dismiss: object;
  /** The panel was opened. */
  readonly open: object;
  /** The panel was minimised or closed. */
  readonly close: object;
  /** The agent wrote. */
  readonly message: { readonly from: string };
  /** The shopper answered an offer. */
  readonly offer: { readonly code: string; readonly answer: "accept" | "decline" };
}
