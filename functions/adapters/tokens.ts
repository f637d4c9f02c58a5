import { createHmac } from "node:crypto";
import type { Tokens } from "../ports.ts";
import { same, sign } from "./hmac.ts";

/** Crockford's alphabet less the vowel-like A, E and U: nothing looks like something else and no word comes about. */
const LETTERS = "0123456789BCDFGHJKMNPQRSTVWXYZ";
const CODE_LETTERS = 13;

/** Tokens made with one secret, which is read when first needed. */
export function createTokens(secret: () => Promise<string>): Tokens {
  return {
    visitorKey: async (visitor) => visitorKey(await secret(), visitor),
    async seal(visitor, content) {
      const body = Buffer.from(content).toString("base64url");
      return `${body}.${sign(await secret(), `memo ${visitor}`, body)}`;
    },
    async open(visitor, sealed) {
      const [body, signature, ...rest] = sealed.split(".");
      if (body === undefined || signature === undefined || rest.length > 0) return undefined;
      const expected = sign(await secret(), `memo ${visitor}`, body);
      return same(signature, expected) ? Buffer.from(body, "base64url").toString() : undefined;
    },
    async offerCode(seed) {
      const bytes = createHmac("sha256", await secret())
        .update(`offer\n${seed}`)
        .digest();
      let number = BigInt(`0x${bytes.subarray(0, 16).toString("hex")}`);
      let code = "";
      for (let i = 0; i < CODE_LETTERS; i++) {
        code += LETTERS[Number(number % 30n)];
        number /= 30n;
      }
      return code;
    },
  };
}

/** The key that a visitor proves possession of (`verifyProof`). */
export function visitorKey(secret: string, visitor: string): string {
  return sign(secret, "visitor", visitor);
}

/** How far a shopper's clock, corrected by what the server told it, may be off. */
const PROOF_WINDOW_S = 600;

/**
 * Is this the visitor it says? The proof is made in the browser from the key and the time, so that the key itself never stands in a URL.
 * @param ts epoch seconds, as sent
 * @param now epoch ms
 */
export function verifyProof(
  secret: string,
  { visitor, ts, proof }: { readonly visitor: string; readonly ts: string; readonly proof: string },
  now: number,
): boolean {
  if (!/^\d{1,12}$/.test(ts) || Math.abs(now / 1000 - Number(ts)) > PROOF_WINDOW_S) return false;
  const expected = createHmac("sha256", visitorKey(secret, visitor))
    .update(`${visitor}.${ts}`)
    .digest("base64url");
  return same(proof, expected);
}
