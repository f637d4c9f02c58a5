/** A stored artifact of the OpenID provider: session, grant, code, token or interaction. */
type Payload = Record<string, unknown>;

interface Stored {
  readonly payload: Payload;
  readonly expiresAt: number;
}

/** Once this many artifacts are kept, expired ones are looked for. */
const SWEEP_AT = 1_000;

/**
 * Keeps the OpenID provider's artifacts in memory, for one provider. Whoever was signed in signs
 * in again after a restart; the tokens they hold stay valid, since the keys are kept.
 */
export function memoryAdapter() {
  const stored = new Map<string, Stored>();
  const sweep = () => {
    const now = Date.now();
    for (const [key, { expiresAt }] of stored) if (expiresAt < now) stored.delete(key);
  };
  return class MemoryAdapter {
    readonly #model: string;

    constructor(model: string) {
      this.#model = model;
    }

    async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
      if (stored.size >= SWEEP_AT) sweep();
      const expiresAt = expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
      stored.set(`${this.#model}:${id}`, { payload, expiresAt });
    }

    async find(id: string): Promise<Payload | undefined> {
      const found = stored.get(`${this.#model}:${id}`);
      return found && found.expiresAt > Date.now() ? found.payload : undefined;
    }

    findByUid(uid: string): Promise<Payload | undefined> {
      return this.#findBy("uid", uid);
    }

    findByUserCode(code: string): Promise<Payload | undefined> {
      return this.#findBy("userCode", code);
    }

    async consume(id: string): Promise<void> {
      const payload = await this.find(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      stored.delete(`${this.#model}:${id}`);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of stored) if (payload.grantId === grantId) stored.delete(key);
    }

    async #findBy(field: string, value: string): Promise<Payload | undefined> {
      for (const [key, { payload }] of stored) {
        if (payload[field] === value && key.startsWith(`${this.#model}:`)) {
          return this.find(key.slice(this.#model.length + 1));
        }
      }
      return undefined;
    }
  };
}
