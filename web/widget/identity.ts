import type { HeedStorage } from "../shared/host.ts";
import { type Credential, shopperQuery } from "../shared/proof.ts";

const KEY = "visitor";
/** Every so many failures in a row one attempt goes without the credential: it may be what is refused, or this device's clock may be wrong. */
const PROBE_EVERY = 4;

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
  #probing = false;
  #doubted = false;

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
  query = async (failures: number): Promise<Record<string, string>> => {
    const credential = globalThis.crypto?.subtle ? this.#credential : undefined;
    this.#probing = credential !== undefined && failures % PROBE_EVERY === PROBE_EVERY - 1;
    if (this.#probing) return shopperQuery(undefined, 0);
    return shopperQuery(credential, Date.now() + this.#offset);
  };

  /**
   * Takes what a welcome tells.
   *
   * @returns false when this was an attempt without the credential: the clock is known now, so the credential deserves one more. A credential that is
   * refused even then is given up.
   */
  welcomed(credential: Credential, offset: number): boolean {
    this.#offset = offset;
    const probe = this.#probing;
    this.#probing = false;
    if (probe && !this.#doubted) {
      this.#doubted = true;
      return false;
    }
    if (!probe) this.#doubted = false;
    this.adopt(credential);
    return true;
  }

  /** Becomes this visitor: also when another tab has a chat under another name. */
  adopt(credential: Credential): void {
    this.#credential = credential;
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
