/** What a pulse needs of the connection it keeps. */
export interface Line {
  /** Puts a heartbeat on the wire. */
  beat(): void;
  /** The connection is given up after this many milliseconds, counted from now, unless told otherwise. */
  deadline(milliseconds: number): void;
}

/**
 * A connection's own heartbeat. Times are in milliseconds.
 *
 * A heartbeat counts as answered by any frame of the back end that follows it. One that stays unanswered ends the connection
 * after `answerWithin`; a half-open connection is therefore found within the period + `answerWithin`.
 * Hidden tabs' timers run late, up to a minute. So the time for an answer starts when a heartbeat leaves, not when it was due.
 */
export class Pulse {
  readonly #line: Line;
  readonly #answerWithin: number;
  readonly #whenSilent: boolean;
  #every: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  /** @param whenSilent whether a heartbeat leaves only after the back end was silent for a period, since any frame of it is as good a sign of life; not where heartbeats renew a lease */
  constructor(line: Line, every: number, answerWithin: number, whenSilent = false) {
    this.#line = line;
    this.#every = every;
    this.#answerWithin = answerWithin;
    this.#whenSilent = whenSilent;
  }

  /** The connection opened. Its first frame (CONNECT) needs an answer just as a heartbeat does. */
  start(): void {
    this.#waiting = true;
    this.#line.deadline(this.#answerWithin);
    this.#schedule();
  }

  /** Changes the period, from now on. */
  every(milliseconds: number): void {
    if (milliseconds === this.#every) return;
    this.#every = milliseconds;
    if (this.#timer === undefined) return;
    if (!this.#waiting) this.#line.deadline(milliseconds + this.#answerWithin);
    this.#schedule();
  }

  /** Sends a heartbeat now, unless one is unanswered: repeating it would grant the connection more time. */
  check(): void {
    if (this.#timer === undefined || this.#waiting) return;
    this.#waiting = true;
    this.#line.deadline(this.#answerWithin);
    this.#line.beat();
    this.#schedule();
  }

  /** The back end was heard. */
  heard(): void {
    if (!this.#waiting && !this.#whenSilent) return;
    this.#waiting = false;
    this.#line.deadline(this.#every + this.#answerWithin);
    if (this.#whenSilent && this.#timer !== undefined) this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#schedule();
      this.check();
    }, this.#every);
  }
}
