import { WIRE_VERSION } from "../../functions/contract/limits.ts";
import type { Acks } from "../../functions/contract/server-events.ts";
import { type BackoffOptions, backoff } from "./backoff.ts";
import { Emitter, type Off } from "./emitter.ts";
import { localFailure, type Reply, replyOf } from "./reply.ts";
import type { OpenSocket, Socket } from "./socket.ts";
import type { LinkEvents, LinkState, Requests, Role, WelcomeOf } from "./wire.ts";

export interface ConnectionOptions {
  /** Address of the stage's WebSocket API, `wss://host/stage`. */
  readonly url: string;
  /** `openSocketIo`, or `openSlimSocket` where size matters. */
  readonly open: OpenSocket;
  /** Who is coming: built afresh for every attempt. A rejection counts as a failed attempt. */
  readonly query: () => Promise<Record<string, string>>;
  /** The server did not believe the query. `offset`: server's clock minus this device's, ms. */
  readonly refused?: (offset: number) => void;
  /** Heartbeat period in ms; `setHeartbeat` changes it. */
  readonly heartbeat: number;
  readonly backoff?: BackoffOptions;
  readonly random?: () => number;
  readonly now?: () => number;
}

const BACKOFF: BackoffOptions = { first: 1000, most: 60_000 };
/** A gateway's own limit is 29 s; whoever has heard no welcome by then tries again. */
const WELCOME_TIMEOUT = 20_000;
const REQUEST_TIMEOUT = 10_000;
const FRESH_LINK = 5000;
/** The network is back, or the page came out of the browser's back/forward cache. */
const WAKING = ["online", "pageshow"] as const;

/**
 * A connection to Heed that comes back by itself: one Socket.IO socket per attempt, so that nothing of an earlier one is ever sent or
 * heard twice. It keeps no queue: a request made while not online fails at once, and whoever asked decides what to repeat.
 */
export class Connection<R extends Role> {
  readonly #events = new Emitter<LinkEvents<R>>();
  readonly #options: Required<Omit<ConnectionOptions, "heartbeat" | "refused">> &
    Pick<ConnectionOptions, "refused">;
  #heartbeat: number;
  #state: LinkState = "stopped";
  #socket: Socket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #failures = 0;
  #onlineAt = 0;
  #offset = 0;

  constructor(options: ConnectionOptions) {
    const defaults = { backoff: BACKOFF, random: Math.random, now: Date.now };
    this.#options = { ...defaults, ...options };
    this.#heartbeat = options.heartbeat;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The server's clock as far as known, epoch ms. */
  readonly now = (): number => this.#options.now() + this.#offset;

  /** Server's clock minus this device's, ms; may be set from an earlier page's knowledge. */
  get offset(): number {
    return this.#offset;
  }

  set offset(ms: number) {
    this.#offset = ms;
  }

  on<E extends keyof LinkEvents<R>>(event: E, handler: (payload: LinkEvents<R>[E]) => void): Off {
    return this.#events.on(event, handler);
  }

  start(): void {
    if (this.#state !== "stopped") return;
    for (const event of WAKING) globalThis.addEventListener?.(event, this.#wake);
    this.#open();
  }

  /** Ends it; `start` begins anew. */
  stop(): void {
    this.#end("stopped");
  }

  /** Closes and connects again at once, with a new query: after the credential or the ticket has changed. */
  reconnect(): void {
    if (this.#state === "stopped" || this.#state === "outdated") return;
    this.#open();
  }

  /** @param ms heartbeat period from now on */
  setHeartbeat(ms: number): void {
    this.#heartbeat = ms;
    this.#socket?.setHeartbeat(ms);
  }

  /** Asks the server for a sign of life now: after a sleep, a half-open connection is found in seconds. */
  check(): void {
    this.#socket?.check();
  }

  /**
   * Asks the server. Resolves to the ack or to a failure, and never rejects.
   *
   * @param timeout ms until `timeout` is the answer; the server may nevertheless have done what was asked
   */
  request<E extends keyof Requests[R] & keyof Acks>(
    event: E,
    payload: Requests[R][E],
    timeout = REQUEST_TIMEOUT,
  ): Promise<Reply<Acks[E]>> {
    const socket = this.#socket;
    if (this.#state !== "online" || !socket) return Promise.resolve(localFailure("offline"));
    return new Promise((resolve) => {
      socket.emit(event, payload, timeout, (result) => {
        if (result !== "lost") return resolve(replyOf(result.ack));
        if (socket.connected) this.check();
        return resolve(localFailure(socket.connected ? "timeout" : "offline"));
      });
    });
  }

  readonly #wake = (): void => {
    if (this.#state === "offline") this.#open();
    else this.check();
  };

  #open(): void {
    this.#drop();
    const attempt = ++this.#attempt;
    this.#set("connecting");
    const current = () => attempt === this.#attempt;
    this.#options
      .query()
      .then((query) => {
        if (current()) this.#connect(query);
      })
      .catch(() => {
        if (current()) this.#lost();
      });
  }

  #connect(query: Record<string, string>): void {
    const socket = this.#options.open({
      url: this.#options.url,
      query,
      heartbeat: this.#heartbeat,
      onEvent: (name, payload) => {
        if (socket !== this.#socket) return;
        if (name === "welcome") this.#welcomed(payload as WelcomeOf<R>);
        else this.#events.emit(name as never, payload as never);
      },
      onEnd: (refusal) => {
        if (socket !== this.#socket) return;
        this.#refused(refusal);
        this.#lost();
      },
    });
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(), WELCOME_TIMEOUT);
  }

  #welcomed(welcome: WelcomeOf<R>): void {
    clearTimeout(this.#timer);
    if (welcome.version !== WIRE_VERSION) {
      this.#end("outdated");
      return;
    }
    this.#offset = welcome.now - this.#options.now();
    this.#onlineAt = this.#options.now();
    this.#set("online");
    this.#events.emit("welcome", welcome as never);
  }

  #refused(refusal: unknown): void {
    const said = refusal as { readonly code?: unknown; readonly now?: unknown } | undefined;
    if (said?.code !== "unauthorised") return;
    if (typeof said.now === "number") this.#offset = said.now - this.#options.now();
    this.#options.refused?.(this.#offset);
  }

  /** A connection that lasted starts counting failures anew; one that was cut right after its welcome does not, or the loop would have no pause. */
  #lost(): void {
    const lasted = this.#state === "online" && this.#options.now() - this.#onlineAt > FRESH_LINK;
    if (lasted) this.#failures = 0;
    this.#drop();
    const delay = backoff(this.#failures, this.#options.random(), this.#options.backoff);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), delay);
    this.#set("offline");
  }

  #end(state: "stopped" | "outdated"): void {
    for (const event of WAKING) globalThis.removeEventListener?.(event, this.#wake);
    this.#attempt += 1;
    this.#drop();
    this.#set(state);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #set(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.emit("state", state as never);
  }
}
