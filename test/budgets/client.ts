import { randomBytes } from "node:crypto";
import type { Cost } from "../../functions/adapters/meter.ts";
import type { ServerEvents, Welcome } from "../../functions/contract/server-events.ts";
import type { Signal, SignalBatch } from "../../functions/contract/signal.ts";
import type { Deployment } from "./deployment.ts";

const SEPARATOR = "\x1e";

/** An answer of the service: the ack, whatever else its frame held, and what it cost. */
export interface Answer {
  readonly ack: Readonly<Record<string, unknown>> & { readonly ok?: boolean };
  readonly events: readonly { readonly name: string; readonly payload: unknown }[];
  readonly cost: Cost;
}

/** A client of Heed's own transport on a deployment: what it says is an invocation. */
export class Client {
  /** As long as the gateway's own. */
  readonly connection = randomBytes(11).toString("base64url");
  readonly #deployment: Deployment;
  readonly #context: object;
  readonly #connectedAt: number;
  /** What the authorizer cost. */
  readonly authorized: Cost;
  memo: string | undefined;
  /** Who the welcome says this is; empty for an agent. */
  visitor = "";
  #answeredAt = 0;
  #acks = 0;
  #batches = 0;

  private constructor(deployment: Deployment, context: object, authorized: Cost) {
    this.#deployment = deployment;
    this.#context = context;
    this.#connectedAt = deployment.now;
    this.authorized = authorized;
  }

  /** The handshake: only the authorizer runs, since `$connect` has no function. */
  static async open(deployment: Deployment, query: Record<string, string>): Promise<Client> {
    const { answer, invocation } = await deployment.invoke("authorize", "authorize", {
      methodArn: "arn",
      headers: { Origin: "https://shop.example" },
      queryStringParameters: { EIO: "4", transport: "heed", ...query },
      requestContext: { connectionId: "of the handshake" },
    });
    const { context } = answer as { context?: object };
    if (!context) throw new Error("turned away");
    return new Client(deployment, context, invocation.cost);
  }

  /** The first frame. */
  async connect(): Promise<Cost> {
    const { events, cost } = await this.#frame("connect", "40");
    const welcome = events.find(({ name }) => name === "welcome")?.payload;
    const { memo, credential } = (welcome ?? {}) as Partial<Extract<Welcome, { role: "shopper" }>>;
    this.memo = memo;
    this.visitor = credential?.visitor ?? "";
    return cost;
  }

  /** Sends an event and waits for its ack. */
  async ask(event: string, payload: object): Promise<Answer> {
    const packet = `42${++this.#acks}${JSON.stringify([event, payload])}`;
    const answer = await this.#frame(event, packet);
    const { memo } = answer.ack as { memo?: string };
    this.memo = memo ?? this.memo;
    return answer;
  }

  beat(): Promise<Cost> {
    return this.#frame("heartbeat", "3").then(({ cost }) => cost);
  }

  /** When the service was last heard on this connection. */
  get heardAt(): number {
    const { posts } = this.#deployment.clouds;
    const post = posts.findLast(({ connection }) => connection === this.connection);
    return Math.max(this.#answeredAt, post?.at ?? 0);
  }

  async leave(): Promise<Cost> {
    const event = this.#event("DISCONNECT");
    const { invocation } = await this.#deployment.invoke("socket", "disconnect", event);
    return invocation.cost;
  }

  /** The next batch of this page, with the memo of the last answer. */
  batch(kind: Signal["kind"], more: Partial<SignalBatch> = {}): SignalBatch {
    return {
      page: this.connection.slice(0, 8),
      n: ++this.#batches,
      view: {
        kind: "cart",
        path: "/fi/ostoskori",
        title: "Ostoskori – Pohjola Outdoor",
        language: "fi",
        languages: ["fi-FI", "fi", "en"],
        device: "desktop",
      },
      cart: { value: 129.9, currency: "EUR", items: 2, names: ["Vaelluskengät", "Merinopaita"] },
      signals: [{ kind, at: 40_000 }],
      ...(this.memo !== undefined && { memo: this.memo }),
      ...more,
    };
  }

  /** Sends a batch and keeps the memo. @returns the invitation, if one came */
  async watch(batch: SignalBatch): Promise<{
    readonly answer: Answer;
    readonly invitation: ServerEvents["invitation"] | undefined;
  }> {
    const answer = await this.ask("signals", batch);
    const invitation = answer.events.find(({ name }) => name === "invitation")?.payload;
    return { answer, invitation: invitation as ServerEvents["invitation"] | undefined };
  }

  /** Payloads of an event that was posted to this connection. */
  heard<E extends keyof ServerEvents>(event: E): ServerEvents[E][] {
    return this.#deployment.clouds.posts
      .filter(({ connection }) => connection === this.connection)
      .flatMap(({ frame }) => frame.split(SEPARATOR).flatMap(eventOf))
      .filter(({ name }) => name === event)
      .map(({ payload }) => payload as ServerEvents[E]);
  }

  async #frame(what: string, body: string): Promise<Answer> {
    const event = { ...this.#event("MESSAGE"), body };
    const bytes = Buffer.byteLength(body);
    const { answer, invocation } = await this.#deployment.invoke("socket", what, event, bytes);
    this.#answeredAt = this.#deployment.now;
    const packets = (answer as { body: string }).body.split(SEPARATOR);
    const ack = packets.map((packet) => /^43\d+(\[.*)$/s.exec(packet)?.[1]).find(Boolean);
    return {
      ack: ack === undefined ? {} : JSON.parse(ack)[0],
      events: packets.flatMap(eventOf),
      cost: invocation.cost,
    };
  }

  #event(eventType: "MESSAGE" | "DISCONNECT") {
    return {
      requestContext: {
        connectionId: this.connection,
        eventType,
        authorizer: this.#context,
        connectedAt: this.#connectedAt,
        requestTimeEpoch: this.#deployment.now,
      },
    };
  }
}

function eventOf(packet: string): { name: string; payload: unknown }[] {
  const json = /^42\d*(\[.*)$/s.exec(packet)?.[1];
  if (json === undefined) return [];
  const [name, payload] = JSON.parse(json);
  return [{ name, payload }];
}
