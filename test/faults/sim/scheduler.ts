interface Event {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** More steps than any healthy run takes; beyond it something goes round in circles. */
const MOST_STEPS = 200_000;

/** Lets everything that is only waiting for promises run: Node empties its queue of microtasks before the next tick. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** Virtual time. One event at a time, by time and then by age, and nothing else moves the clock. Times are epoch ms. */
export class Scheduler {
  #heap: Event[] = [];
  #order = 0;
  #steps = 0;
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  get now(): number {
    return this.#now;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Runs `run` at a time, or as soon as possible when that is past. @returns takes it back */
  at(time: number, run: () => void): () => void {
    const event: Event = { at: Math.max(time, this.#now), order: this.#order++, run };
    this.#push(event);
    return () => {
      event.run = undefined;
    };
  }

  after(ms: number, run: () => void): () => void {
    return this.at(this.#now + ms, run);
  }

  /** Runs everything up to a time, each event with all that follows from it without a delay. */
  async runUntil(time: number): Promise<void> {
    for (let next = this.#heap[0]; next && next.at <= time; next = this.#heap[0]) {
      this.#pop();
      if (!next.run) continue;
      this.#now = next.at;
      this.#steps += 1;
      if (this.#steps > MOST_STEPS) throw new Error("the run goes round in circles");
      next.run();
      await settled();
    }
    this.#now = Math.max(this.#now, time);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(event, heap[parent] as Event)) break;
      heap[at] = heap[parent] as Event;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event))
        child++;
      if (!before(heap[child] as Event, last)) break;
      heap[at] = heap[child] as Event;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
