import { createHmac } from "node:crypto";

const MINUTES = 15;
const DAY_MS = 86_400_000;

/** The one customer who has an account here: a demo needs no more. */
const MAIJA = {
  sub: "havu-4711",
  name: "Maija Metsä",
  email: "maija@example.com",
  tier: "gold",
  country: "FI",
};

/** Her orders of the last weeks, the latest first. @param now epoch ms */
const ordersOf = (now: number) =>
  [
    { id: "HAVU-20418", days: 3, total: 129, status: "sent" },
    { id: "HAVU-19977", days: 41, total: 48.5, status: "delivered" },
  ].map(({ days, ...order }) => ({
    ...order,
    at: new Date(now - days * DAY_MS).toISOString().slice(0, 10),
    currency: "EUR",
  }));

/**
 * Tells Heed who is signed in: a JSON Web Token (RFC 7519) by HMAC-SHA256 with the stage's shop secret, made anew for every page.
 * @param now epoch ms
 */
export function customerToken(secret: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const claims = {
    ...MAIJA,
    orders: ordersOf(now),
    iat: seconds,
    exp: seconds + MINUTES * 60,
  };
  const content = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}
