import {
  type Armed,
  type Call,
  type Calls,
  type End,
  Invocation,
  type Work,
} from "./invocation.ts";
import type { Numbers } from "./table.ts";

/** Where an invocation stands after certain answers at certain times: what it does next depends on nothing else. */
export interface Point {
  readonly id: number;
  readonly pending: readonly Call[];
  /** Timers armed on the way here from the point before. */
  readonly armed: readonly Armed[];
  readonly end: End | undefined;
}

interface Place extends Point {
  /** How it was reached: the place before, and what was answered there. */
  readonly from:
    | { readonly place: Place; readonly index: number; readonly answer: unknown }
    | undefined;
  readonly now: number;
  readonly next: Map<string, Place>;
  /** Stands here and can go on, once. */
  live: Invocation | undefined;
}

/**
 * All that an invocation may do, found out as it is asked for. An async function can't be copied; it is deterministic, so one that must go on from an earlier point in another way is run
 * again from its start with the answers that led there. Each run is made once however many states of the table it occurs in.
 */
export class Behaviour {
  readonly #work: Work;
  readonly #calls: Calls | undefined;
  readonly #numbers: Numbers;
  readonly #starts = new Map<number, Place>();
  #places = 0;

  constructor(work: Work, numbers: Numbers, calls?: Calls) {
    this.#work = work;
    this.#numbers = numbers;
    this.#calls = calls;
  }

  async start(now: number): Promise<Point> {
    const known = this.#starts.get(now);
    if (known) return known;
    const live = new Invocation(this.#work, this.#calls);
    await live.start(now);
    const place = this.#place(live, undefined, now);
    this.#starts.set(now, place);
    return place;
  }

  /** @param index which of the point's pending calls is answered */
  async next(point: Point, index: number, answer: unknown, now: number): Promise<Point> {
    const place = point as Place;
    const key = `${index} ${now} ${this.#numbers.of(answer)}`;
    const known = place.next.get(key);
    if (known) return known;
    const live = place.live ?? (await this.#again(place));
    place.live = undefined;
    await live.answer(index, answer, now);
    const next = this.#place(live, { place, index, answer }, now);
    place.next.set(key, next);
    return next;
  }

  #place(live: Invocation, from: Place["from"], now: number): Place {
    const { pending, end } = live;
    const armed = live.takeArmed();
    const id = this.#places++;
    return { id, pending, armed, end, from, now, next: new Map(), live: end ? undefined : live };
  }

  async #again(place: Place): Promise<Invocation> {
    const way: Place[] = [];
    for (let at: Place | undefined = place; at; at = at.from?.place) way.unshift(at);
    const live = new Invocation(this.#work, this.#calls);
    for (const { from, now } of way) {
      if (from) await live.answer(from.index, from.answer, now);
      else await live.start(now);
    }
    live.takeArmed();
    return live;
  }
}
