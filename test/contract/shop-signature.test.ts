import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyShopSignature } from "../../functions/adapters/shop-signature.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const SECRET = "the shop's secret of the tests";
const BODY = '{"code":"CODE42","order":"A-1"}';

const macOf = (t: number, body = BODY, secret = SECRET) =>
  createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
const headerOf = (t: number, v1 = macOf(t)) => `t=${t},v1=${v1}`;
const verify = (header: string | undefined, body = BODY, secret = SECRET) =>
  verifyShopSignature(secret, header, body, NOW);

const T = NOW / 1000;
const MAC = macOf(T);
const turned = (digit: string) => (digit === "0" ? "1" : "0");

describe("[SEC43] a shop's request is let in", () => {
  test.each([0, -300, 300])("by its own signature, %i s old", (age) => {
    expect(verify(headerOf(T - age))).toBe(true);
    expect(verify(headerOf(T - age, macOf(T - age, "")), "")).toBe(true);
    const words = '{"order":"Ä-1 🧦"}';
    expect(verify(headerOf(T - age, macOf(T - age, words)), words)).toBe(true);
  });

  test.each([301, -301, 86_400, T])("and not by one that is %i s old", (age) => {
    expect(verify(headerOf(T - age))).toBe(false);
  });

  test("and not where secret, body or time are others than were signed", () => {
    expect(verify(headerOf(T), BODY, "another secret")).toBe(false);
    expect(verify(headerOf(T, macOf(T, BODY, "another secret")))).toBe(false);
    expect(verify(headerOf(T), BODY.replace("A-1", "A-2"))).toBe(false);
    expect(verify(headerOf(T), `${BODY} `)).toBe(false);
    expect(verify(headerOf(T), "")).toBe(false);
    expect(verify(headerOf(T + 1, MAC))).toBe(false);
  });

  test("and not with any of its 64 digits altered", () => {
    for (let at = 0; at < MAC.length; at += 1) {
      const altered = MAC.slice(0, at) + turned(MAC[at] ?? "") + MAC.slice(at + 1);
      expect([at, verify(headerOf(T, altered))]).toEqual([at, false]);
    }
    expect(verify(headerOf(T, "0".repeat(64)))).toBe(false);
  });

  test.each([
    ["nothing", undefined],
    ["an empty header", ""],
    ["no time", `v1=${MAC}`],
    ["no signature", `t=${T}`],
    ["a signature of no length", `t=${T},v1=`],
    ["one digit too few", headerOf(T, MAC.slice(1))],
    ["one digit too many", headerOf(T, `${MAC}0`)],
    ["capitals", headerOf(T, MAC.toUpperCase())],
    ["a time that is no number", `t=NaN,v1=${macOf(Number.NaN)}`],
    ["a time with a fraction", headerOf(T + 0.5)],
    ["an endless time", `t=${"9".repeat(400)},v1=${MAC}`],
    ["something before it", ` ${headerOf(T)}`],
    ["something behind it", `${headerOf(T)},v0=1`],
    ["a second line", `${headerOf(T)}\n`],
    ["two signatures", `${headerOf(T)},v1=${MAC}`],
  ])("and not with %s", (_, header) => {
    expect(verify(header)).toBe(false);
  });
});
