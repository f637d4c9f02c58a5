/** Proves on a later connection that this is the same visitor: what `welcome` handed over. */
export interface Credential {
  readonly visitor: string;
  readonly key: string;
}

/**
 * What a shopper's connection says in its query about who is coming.
 *
 * @param credential absent for a visitor not known yet
 * @param now epoch ms by the server's clock
 * @returns `role`, and with a credential `visitor`, `ts` (epoch s) and `proof`: base64url of HMAC-SHA-256 over `<visitor>.<ts>`
 */
export async function shopperQuery(
  credential: Credential | undefined,
  now: number,
): Promise<Record<string, string>> {
  if (!credential) return { role: "shopper" };
  const ts = String(Math.floor(now / 1000));
  const { visitor } = credential;
  const proof = await sign(credential.key, `${visitor}.${ts}`);
  return { role: "shopper", visitor, ts, proof };
}

async function sign(key: string, text: string): Promise<string> {
  const utf8 = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", utf8.encode(key), algorithm, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", imported, utf8.encode(text));
  return base64url(new Uint8Array(mac));
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** 128 random bits, URL-safe. */
export const randomId = (): string => base64url(crypto.getRandomValues(new Uint8Array(16)));
