import { JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";

export interface SignIn {
  readonly email: string;
  readonly name?: string;
}

/**
 * Verifies ID tokens of the stage's issuer: signature by its published keys, issuer, audience, time.
 * @returns who signed in, or undefined for anything that is not a valid token of an agent with a confirmed e-mail address
 */
export function createSignIn(options: {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string;
}): (token: string) => Promise<SignIn | undefined> {
  const cache = new SimpleJwksCache({
    fetcher: { fetch: async (uri) => (await fetch(uri)).arrayBuffer() },
  });
  const { issuer, audience, jwks } = options;
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: jwks }, { jwksCache: cache });
  return async (token) => {
    try {
      const { email, email_verified, name } = await verifier.verify(token);
      if (typeof email !== "string" || email_verified === false) return undefined;
      return { email, ...(typeof name === "string" && { name }) };
    } catch {
      return undefined;
    }
  };
}
