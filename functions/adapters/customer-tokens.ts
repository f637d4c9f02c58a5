import { createHash } from "node:crypto";
import { errors, jwtVerify } from "jose";
import { customerClaims, MAX_TOKEN_BYTES } from "../contract/customer.ts";
import { decode } from "../contract/decode.ts";
import { failure } from "../contract/result.ts";
import type { CustomerTokens } from "../ports.ts";

/** A token is good for the page it was written into, not for a day. */
const LONGEST = "1h";
/** By so much the shop's clock may be off, s. */
const TOLERANCE_S = 60;

/**
 * Sign-in tokens of the shop: JSON Web Tokens (RFC 7519) by HMAC-SHA256 with the stage's shop secret, at most an hour old.
 * @param secret read when a token is first shown
 */
export function createCustomerTokens(
  secret: () => Promise<string>,
  clock: () => number,
): CustomerTokens {
  return {
    async verify(token) {
      if (token.length > MAX_TOKEN_BYTES) return failure("bad_payload", "token: too long");
      try {
        const { payload } = await jwtVerify(token, new TextEncoder().encode(await secret()), {
          algorithms: ["HS256"],
          requiredClaims: ["sub", "iat", "exp"],
          maxTokenAge: LONGEST,
          clockTolerance: TOLERANCE_S,
          currentDate: new Date(clock()),
        });
        const claims = decode(customerClaims, payload);
        if (!claims.ok) return claims;
        const { sub: id, ...rest } = claims.value;
        return { ok: true, customer: { id, ...rest }, key: keyOf(id) };
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        const late = error instanceof errors.JWTExpired;
        return failure(
          "unauthorised",
          late
            ? "this sign-in token is too old: make one for each page, good for at most an hour"
            : "this sign-in token is not valid: HS256 by the stage's shop secret, with sub, iat and exp",
        );
      }
    },
  };
}

/** The customer without saying who: short enough for the memo, and the same on every device. */
function keyOf(id: string): string {
  return createHash("sha256").update(`customer\n${id}`).digest("base64url").slice(0, 22);
}
