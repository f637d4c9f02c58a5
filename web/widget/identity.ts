import type { HeedStorage } from "../shared/host.ts";
import { type Credential, shopperQuery } from "../shared/proof.ts";

const KEY = "visitor";

interface Kept extends Credential {
  /** Server's clock minus this device's, ms. */
  readonly offset: number;
}

/**
 * Who this shopper is to Heed. In memory for the page, so that a reconnection is the same visitor; on the device only where the storage allows it.
 */
export class Identity {
  /** The device knew this shopper: there has been consent or a chat. */
  readonly restored: boolean;
  readonly #storage: HeedStorage;
  #credential: Credential | undefined;
  #offset = 0;
  /** The server has refused the credential and told its clock. */
  #refused = false;

  constructor(storage: HeedStorage) {
    this.#storage = storage;
    const kept = parse(storage.get(KEY));
    this.restored = kept !== undefined;
    if (!kept) return;
    this.#credential = { visitor: kept.visitor, key: kept.key };
    this.#offset = kept.offset;
  }

  get credential(): Credential | undefined {
    return this.#credential;
  }

  /** The next connection's query. */
  query = async (): Promise<Record<string, string>> => {
    const credential = globalThis.crypto?.subtle ? this.#credential : undefined;
    return shopperQuery(credential, Date.now() + this.#offset);
  };

  /** Takes what a welcome tells. @param offset server's clock minus this device's, ms */
  welcomed(credential: Credential, offset: number): void {
    this.#offset = offset;
    this.adopt(credential);
  }

  /** The clock may have been wrong, so the credential gets one more attempt by the server's; refused even then it is given up. */
  refused(offset: number): void {
    this.#offset = offset;
    if (this.#refused) this.#credential = undefined;
    this.#refused = true;
  }

  /** Becomes this visitor: also when another tab has a chat under another name. */
  adopt(credential: Credential): void {
    this.#credential = credential;
    this.#refused = false;
    this.keep();
  }

  /** Writes the credential down, if that is allowed by now. */
  keep(): void {
    if (!this.#credential) return;
    const kept: Kept = { ...this.#credential, offset: Math.round(this.#offset) };
    this.#storage.set(KEY, JSON.stringify(kept));
  }

  /** Becomes nobody: the next connection is a new visitor's. */
  erase(): void {
    this.#credential = undefined;
    this.forget();
  }

  /** Removes it from the device; this page goes on as it is. */
  forget(): void {
    this.#storage.remove(KEY);
  }
}

function parse(text: string | undefined): Kept | undefined {
  try {
    const { visitor, key, offset } = JSON.parse(text ?? "") as Partial<Kept>;
    if (!visitor || !key) return undefined;
    return { visitor, key, offset: Number.isFinite(offset) ? Number(offset) : 0 };
  } catch {
    return undefined;
  }
}
