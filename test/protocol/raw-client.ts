import { WebSocket } from "ws";

export type Frame = string | number[];

/** A WebSocket without any protocol above it, for looking at frames one by one. */
export class RawClient {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting: ((frame: Frame) => void)[] = [];
  /** Resolves to the close code. */
  readonly closed: Promise<number>;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data: Buffer, isBinary) => {
      const frame = isBinary ? [...data] : String(data);
      const waiting = this.#waiting.shift();
      if (waiting) waiting(frame);
      else this.#frames.push(frame);
    });
    this.closed = new Promise((resolve) => this.#socket.on("close", resolve));
    // A refused handshake is an error and then a close.
    this.#socket.on("error", () => undefined);
  }

  send(...frames: Frame[]): void {
    for (const frame of frames) {
      this.#socket.send(typeof frame === "string" ? frame : Buffer.from(frame));
    }
  }

  /** The next frame, or the first that is there already. */
  next(): Promise<Frame> {
    const frame = this.#frames.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next frames but pings. */
  async nextButPings(count: number): Promise<Frame[]> {
    const frames: Frame[] = [];
    while (frames.length < count) {
      const frame = await this.next();
      if (frame !== "2") frames.push(frame);
    }
    return frames;
  }

  close(): void {
    this.#socket.close();
  }
}
