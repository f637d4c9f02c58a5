import { generateKeyPair, type JsonWebKey, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** What the local OpenID provider must remember for its tokens and cookies to stay valid. */
export interface IdentityKeys {
  /** Private RSA key that signs tokens. */
  readonly signing: JsonWebKey;
  /** Signs the provider's cookies. */
  readonly cookie: string;
}

/** Makes new keys; takes some 100 ms. */
export async function newIdentityKeys(): Promise<IdentityKeys> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const kid = randomBytes(8).toString("hex");
  return {
    signing: { ...privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" },
    cookie: randomBytes(32).toString("hex"),
  };
}
