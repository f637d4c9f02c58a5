/** Two people talking over one of the systems that are compared. */
export interface Pair {
  /**
   * Sends one message, from one or the other in turn.
   * @returns ms until its sender had the ack, and until the other side had the message
   */
  say(text: string): Promise<Trip>;
  close(): void;
}

export interface Trip {
  readonly acked: number;
  readonly delivered: number;
}

/** One way of sending: calls `received` with the text when it reached the other side, and resolves with the ack. */
export interface Side {
  send(text: string): Promise<void>;
}

/** Times the messages of two sides; `heard` is to be called with every text that reaches either. */
export function timedPair(close: () => void): {
  readonly pair: (one: Side, other: Side) => Pair;
  readonly heard: (text: string) => void;
} {
  const waiting = new Map<string, (at: number) => void>();
  let count = 0;
  return {
    heard: (text) => {
      waiting.get(text)?.(performance.now());
      waiting.delete(text);
    },
    pair: (one, other) => ({
      close,
      async say(text) {
        count += 1;
        const numbered = `${count} ${text}`;
        const arrival = new Promise<number>((resolve) => waiting.set(numbered, resolve));
        const from = performance.now();
        const ack = (count % 2 === 1 ? one : other).send(numbered).then(() => performance.now());
        const [acked, delivered] = await Promise.all([ack, arrival]);
        return { acked: acked - from, delivered: delivered - from };
      },
    }),
  };
}
