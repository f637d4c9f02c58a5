/** What happens when; `seq` keeps the order of equal times. */
export interface Timed {
  readonly at: number;
  readonly seq: number;
}

/** A binary heap, earliest first. */
export class Heap<T extends Timed> {
  readonly #items: T[] = [];

  push(item: T): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = items[up] as T;
      if (!earlier(item, parent)) break;
      items[at] = parent;
      at = up;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= items.length) break;
      const right = items[down + 1];
      if (right !== undefined && earlier(right, items[down] as T)) down += 1;
      const child = items[down] as T;
      if (!earlier(child, last)) break;
      items[at] = child;
      at = down;
    }
    items[at] = last;
    return top;
  }
}

function earlier(a: Timed, b: Timed): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}
