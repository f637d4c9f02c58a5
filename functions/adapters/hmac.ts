import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 as base64url; `purpose` keeps strings made for one use from serving another. */
export function sign(secret: string, purpose: string, content: string): string {
  return createHmac("sha256", secret).update(`${purpose}\n${content}`).digest("base64url");
}

/** Compares in a time that tells nothing. */
export function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
