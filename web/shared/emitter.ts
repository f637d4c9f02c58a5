/** Ends a subscription; calling it twice does no harm. */
export type Off = () => void;

/** Handlers by name. A handler that throws is reported to the browser's console and keeps no other from running. */
export class Emitter<Events extends object> {
  readonly #handlers = new Map<keyof Events, Set<(payload: never) => void>>();

  on<E extends keyof Events>(name: E, handler: (payload: Events[E]) => void): Off {
    const set = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, set);
    set.add(handler);
    return () => set.delete(handler);
  }

  emit<E extends keyof Events>(name: E, payload: Events[E]): void {
    for (const handler of [...(this.#handlers.get(name) ?? [])]) {
      try {
        (handler as (payload: Events[E]) => void)(payload);
      } catch (error) {
        console.error("heed:", error);
      }
    }
  }

  clear(): void {
    this.#handlers.clear();
  }
}
