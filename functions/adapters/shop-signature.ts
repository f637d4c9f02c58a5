import { createHmac } from "node:crypto";
import { same } from "./hmac.ts";

/** How old a signed request of the shop may be. */
const WINDOW_S = 300;

/**
 * Checks a shop's signature: `Heed-Signature: t=<epoch s>,v1=<hex HMAC-SHA256 of "<t>.<body>">`.
 * @param now epoch ms
 */
export function verifyShopSignature(
  secret: string,
  header: string | undefined,
  body: string,
  now: number,
): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "");
  const [, t, v1] = match ?? [];
  if (t === undefined || v1 === undefined) return false;
  if (Math.abs(now / 1000 - Number(t)) > WINDOW_S) return false;
  return same(v1, createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
}
