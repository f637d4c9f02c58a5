import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createCustomerTokens } from "../../functions/adapters/customer-tokens.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const SECRET = "the shop's secret of the tests, long enough";
const tokens = createCustomerTokens(
  async () => SECRET,
  () => NOW,
);

/** A token that tells nothing but these claims. */
const sealed = (claims: object, { secret = SECRET, alg = "HS256" } = {}) =>
  new SignJWT(claims as never).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

interface Made {
  readonly secret?: string;
  readonly alg?: string;
  readonly at?: number;
  readonly minutes?: number;
}

const made = (claims: object, { at = NOW, minutes = 15, ...signed }: Made = {}) =>
  sealed({ ...claims, iat: at / 1000, exp: at / 1000 + minutes * 60 }, signed);

describe("[SEC40] a sign-in token of the shop", () => {
  test("tells who the customer is, under a key that is the same everywhere and says nothing", async () => {
    const order = { id: "A-17", at: "2026-11-02", total: 59.9, currency: "EUR", status: "sent" };
    const claims = { sub: "customer-1", name: "Maija", tier: "gold", country: "FI" };
    const found = await tokens.verify(await made({ ...claims, orders: [order], scope: "other" }));
    const { sub: id, ...rest } = claims;
    expect(found).toMatchObject({ ok: true, customer: { id, ...rest, orders: [order] } });
    expect(found.ok && found.customer).not.toHaveProperty("scope");
    const again = await tokens.verify(await made({ sub: "customer-1" }));
    expect(again.ok && found.ok && again.key === found.key).toBe(true);
    expect(found.ok && found.key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const other = await tokens.verify(await made({ sub: "customer-2" }));
    expect(other.ok && found.ok && other.key === found.key).toBe(false);
  });

  test.each([
    [
      "another secret",
      () => made({ sub: "a" }, { secret: "another secret of the same length!!!" }),
    ],
    ["another algorithm", () => made({ sub: "a" }, { alg: "HS512" })],
    ["no signature", async () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"a"}')}.`],
    ["an end long past", () => made({ sub: "a" }, { at: NOW - 3_600_000 })],
    [
      "a beginning more than an hour ago",
      () => made({ sub: "a" }, { at: NOW - 2 * 3_600_000, minutes: 600 }),
    ],
    ["a beginning in the future", () => made({ sub: "a" }, { at: NOW + 600_000 })],
    ["no subject", () => made({ name: "Maija" })],
    ["no beginning", () => sealed({ sub: "a", exp: NOW / 1000 + 900 })],
    ["no end", () => sealed({ sub: "a", iat: NOW / 1000 })],
    ["something else", async () => "not.a.token"],
  ])("with %s is refused", async (_, token) => {
    expect(await tokens.verify(await token())).toMatchObject({ ok: false, code: "unauthorised" });
  });

  test("that is too old says so; one with a broken claim names it; a giant is not looked at", async () => {
    const late = await tokens.verify(await made({ sub: "a" }, { at: NOW - 3_600_000 }));
    expect(late).toMatchObject({ message: expect.stringContaining("too old") });
    const broken = await tokens.verify(await made({ sub: "a", country: "Finland" }));
    expect(broken).toMatchObject({
      code: "bad_payload",
      message: expect.stringContaining("country"),
    });
    expect(await tokens.verify("x".repeat(9000))).toMatchObject({ code: "bad_payload" });
  });
});
