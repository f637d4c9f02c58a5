import { createHmac, randomUUID } from "node:crypto";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { type Cost, measure } from "../../functions/adapters/meter.ts";
import { writeTicket } from "../../functions/adapters/tickets.ts";
import { visitorKey } from "../../functions/adapters/tokens.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import type { Store, Timer } from "../../functions/ports.ts";
import { type Database, startDatabase } from "../contract/table.ts";
import { Client } from "./client.ts";
import { type Clouds, SECRET, startClouds } from "./clouds.ts";

type Handler = (event: never) => Promise<unknown>;

/** One run of a function: which, for what, its answer and what it cost. */
export interface Invocation {
  readonly name: "authorize" | "socket" | "timer";
  /** The event's name, the timer's kind, `connect`, `heartbeat`, `sweep` … */
  readonly what: string;
  readonly cost: Cost;
  /** Bytes of the frame that came in and of the route response; 0 where there is none. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/**
 * The functions as they are deployed (handlers, composition, adapters) on a real store in this process, each invocation counted. Time stands still but when told:
 * `Date.now` is replaced until `stop`. One deployment per process, since handlers compose themselves once.
 */
export class Deployment {
  now = Date.UTC(2026, 10, 23, 12);
  readonly invocations: Invocation[] = [];
  /** Lines that the functions' telemetry wrote. */
  readonly lines: string[] = [];
  /** The same table, read and written past the meter. */
  readonly store: Store;
  readonly clouds: Clouds;
  readonly #database: Database;
  readonly #handlers: Readonly<Record<Invocation["name"], Handler>>;
  readonly #restore: () => void;

  private constructor(parts: {
    readonly clouds: Clouds;
    readonly database: Database;
    readonly table: string;
    readonly handlers: Readonly<Record<Invocation["name"], Handler>>;
    readonly restore: () => void;
    readonly start: number;
  }) {
    const { clouds, database, table, handlers, restore, start } = parts;
    this.clouds = clouds;
    this.#database = database;
    this.#handlers = handlers;
    this.now = start;
    const clock = () => this.now;
    this.store = createDynamoStore({ client: database.client, table, clock });
    const dateNow = Date.now;
    const stdout = process.stdout.write;
    Date.now = clock;
    process.stdout.write = ((chunk: unknown, ...rest: never[]) => {
      if (typeof chunk !== "string" || !chunk.startsWith('{"_aws"'))
        return stdout.call(process.stdout, chunk as string, ...rest);
      this.lines.push(chunk);
      return true;
    }) as typeof stdout;
    this.#restore = () => {
      Date.now = dateNow;
      process.stdout.write = stdout;
      restore();
    };
  }

  static async start(): Promise<Deployment> {
    const [clouds, database] = await Promise.all([startClouds(), startDatabase()]);
    const table = await database.table();
    const address = await database.client.config.endpoint?.();
    if (!address) throw new Error("the table has no address");
    const restore = setEnvironment({
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_ENDPOINT_URL: clouds.url,
      AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: clouds.url,
      AWS_ENDPOINT_URL_DYNAMODB: `http://${address.hostname}:${address.port}`,
      HEED_STAGE: "test",
      HEED_TABLE: table,
      HEED_TIMERS: `${clouds.url}/timers`,
      HEED_BUS: "bus",
      HEED_SIGNING_SECRET: "signing",
      HEED_ORIGINS: "https://shop.example",
      HEED_LANGUAGES: "en,fi,et,ru,sv,de",
      // Next to nobody is held out, and yet exposures are counted as on a stage with an experiment.
      HEED_HOLDOUT: "0.000001",
      HEED_KEEP_DAYS: "400",
    });
    const start = Date.UTC(2026, 10, 23, 12);
    const time = { now: start };
    const dateNow = Date.now;
    // Handlers take the clock as they find it when they are loaded.
    Date.now = () => time.now;
    const [authorize, socket, timer] = await Promise.all([
      import("../../functions/handlers/authorize.ts"),
      import("../../functions/handlers/socket.ts"),
      import("../../functions/handlers/timer.ts"),
    ]);
    Date.now = dateNow;
    const deployment = new Deployment({
      clouds,
      database,
      table,
      restore,
      start,
      handlers: { authorize: authorize.handler, socket: socket.handler, timer: timer.handler },
    });
    Object.defineProperty(time, "now", { get: () => deployment.now });
    return deployment;
  }

  /** Runs a function on an event and counts it. */
  async invoke(
    name: Invocation["name"],
    what: string,
    event: object,
    bytesIn = 0,
  ): Promise<{ readonly answer: unknown; readonly invocation: Invocation }> {
    const { result: answer, cost } = await measure(() => this.#handlers[name](event as never));
    const { body } = (answer ?? {}) as { body?: string };
    const bytesOut = bytesIn > 0 ? Buffer.byteLength(body ?? "") : 0;
    const invocation = { name, what, cost, bytesIn, bytesOut };
    this.invocations.push(invocation);
    return { answer, invocation };
  }

  /** Moves the clock and fires what is due in the queue on the way, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    const { timers } = this.clouds;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      const record = { messageId: randomUUID(), body: JSON.stringify(next) };
      await this.invoke("timer", kindOf(next.timer), { Records: [record] });
    }
    this.now = end;
  }

  /** The schedule's tick. */
  async sweep(): Promise<Cost> {
    const event = { "detail-type": "Scheduled Event" };
    return (await this.invoke("timer", "sweep", event)).invocation.cost;
  }

  /** The sweeper's very first tick looks back an hour, in hundreds of requests at once, and sets its cursors; on a busy machine some of them may time out. */
  async warmSweeper(): Promise<void> {
    for (let left = 5; ; left--) {
      try {
        await this.sweep();
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  shopper(query: Record<string, string> = {}): Promise<Client> {
    return Client.open(this, { role: "shopper", ...query });
  }

  /** A shopper who was here before and proves it. */
  known(visitor: string): Promise<Client> {
    const ts = String(Math.floor(this.now / 1000));
    const proof = createHmac("sha256", visitorKey(SECRET, visitor))
      .update(`${visitor}.${ts}`)
      .digest("base64url");
    return this.shopper({ visitor, ts, proof });
  }

  /** An agent's console, online. */
  async agent(agent: Agent): Promise<Client> {
    await this.store.createAgent(agent);
    const { id, name, role, authVersion } = agent;
    const until = this.now + 60_000;
    const ticket = writeTicket(SECRET, { id, name, role, authVersion, until });
    const client = await Client.open(this, { role: "agent", ticket });
    await client.connect();
    await client.ask("presence", { status: "online" });
    return client;
  }

  async stop(): Promise<void> {
    this.#restore();
    await this.clouds.stop();
    await this.#database.stop();
  }
}

/** An agent who knows everything in these languages. */
export function expert(id: string, languages: Agent["languages"], capacity = 3): Agent {
  const skills = { product: 4, delivery: 4, payment: 4, error: 4, returns: 4 } as const;
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const email = `${id}@heed.local`;
  return newAgent({ id, name, email, role: "agent", languages, skills, capacity });
}

const kindOf = ({ kind }: Timer): string => `timer ${kind}`;

function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, values);
  return () => {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  };
}
