import type { RingView } from "../../../functions/contract/server-events.ts";

/** The server's word that a ring is over may be lost; the ring's own time is not. ms */
const GRACE = 500;

/** What rings at this desk. A ring whose time is over is dropped, whether or not the server says so. */
export class Rings {
  readonly #rings = new Map<string, RingView>();
  readonly #answering = new Set<string>();
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** What ends first stands first. */
  get all(): readonly RingView[] {
    return [...this.#rings.values()].sort((a, b) => a.until - b.until);
  }

  get size(): number {
    return this.#rings.size;
  }

  /** @returns whether this one is new */
  add(ring: RingView): boolean {
    const { id } = ring.conversation;
    const known = this.#rings.get(id)?.round === ring.round;
    this.#rings.set(id, ring);
    if (known) return false;
    setTimeout(
      () => this.drop(id, ring.round) && this.#changed(),
      Math.max(0, ring.until - this.#now()) + GRACE,
    );
    return true;
  }

  /** @returns whether it was there */
  drop(id: string, round: number): boolean {
    return this.#rings.get(id)?.round === round && this.#rings.delete(id);
  }

  /** Takes over what the server says rings now. */
  replace(rings: readonly RingView[]): void {
    const ids = new Set(rings.map(({ conversation }) => conversation.id));
    for (const id of this.#rings.keys()) if (!ids.has(id)) this.#rings.delete(id);
    for (const ring of rings) this.add(ring);
  }

  /** Runs one answer to a ring at a time; a second press meanwhile does nothing. */
  async answering(id: string, answer: () => Promise<void>): Promise<void> {
    if (this.#answering.has(id)) return;
    this.#answering.add(id);
    await answer().finally(() => this.#answering.delete(id));
  }
}
