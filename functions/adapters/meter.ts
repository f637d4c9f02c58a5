import { AsyncLocalStorage } from "node:async_hooks";

/** What a section of work cost, counted in requests that left, repetitions by the SDK included. */
export interface Cost {
  /** DynamoDB requests. */
  readonly requests: number;
  /** The longest chain of DynamoDB requests of which each began after the one before had ended. */
  readonly roundTrips: number;
  /** The same at the moment of the first post; absent when nothing was posted. */
  readonly roundTripsBeforePost?: number;
  /** As DynamoDB reports them; 0 unless the client is metered with `units`. */
  readonly readUnits: number;
  /** As DynamoDB reports them. A write refused by its condition is billed but not reported: it counts as one unit. */
  readonly writeUnits: number;
  /** Frames posted through `@connections`. */
  readonly posts: number;
  /** Requests of every metered client, by command: `UpdateItem`, `PostToConnection`, `SendMessage`. */
  readonly byCommand: Readonly<Record<string, number>>;
}

interface Section {
  readonly outer: Section | undefined;
  requests: number;
  /** Longest chain among the requests that have ended, and among all. */
  ended: number;
  roundTrips: number;
  beforePost: number | undefined;
  readUnits: number;
  writeUnits: number;
  posts: number;
  readonly byCommand: Map<string, number>;
}

const sections = new AsyncLocalStorage<Section>();

/**
 * Runs some work and counts the requests that metered clients sent for it, whatever else runs at the same time. Sections may be nested: the outer one counts all.
 * @throws what `run` throws
 */
export async function measure<T>(
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly cost: Cost }> {
  const section: Section = {
    outer: sections.getStore(),
    requests: 0,
    ended: 0,
    roundTrips: 0,
    beforePost: undefined,
    readUnits: 0,
    writeUnits: 0,
    posts: 0,
    byCommand: new Map(),
  };
  const result = await sections.run(section, run);
  const { requests, roundTrips, beforePost, readUnits, writeUnits, posts, byCommand } = section;
  return {
    result,
    cost: {
      requests,
      roundTrips,
      ...(beforePost !== undefined && { roundTripsBeforePost: beforePost }),
      readUnits,
      writeUnits,
      posts,
      byCommand: Object.fromEntries(byCommand),
    },
  };
}

interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
}
/** Fits every step of every client. */
export type Middleware = <Args extends { input: object }, Answer extends { output: object }>(
  next: (args: Args) => Promise<Answer>,
  context: Context,
) => (args: Args) => Promise<Answer>;

interface Stack {
  add(
    middleware: Middleware,
    place: { step: "initialize" | "deserialize"; priority: "high"; name: string; override: true },
  ): void;
}

/** Any client of the AWS SDK. Its stack's own type names the commands of one service, and so fits no other's. */
export interface MeteredClient {
  readonly middlewareStack: object;
}

/**
 * Lets a client's requests be counted by `measure`. Metering a client twice changes nothing.
 * @param options.units asks DynamoDB to report the units of each request
 */
export function meter(client: MeteredClient, options: { readonly units?: boolean } = {}): void {
  const stack = client.middlewareStack as Stack;
  const shared = { priority: "high", override: true } as const;
  if (options.units) stack.add(withUnits, { ...shared, step: "initialize", name: "heedUnits" });
  // Inside the SDK's retries, so that each attempt counts, and outside its decoding, so that the output is there.
  stack.add(counting, { ...shared, step: "deserialize", name: "heedMeter" });
}

const withUnits: Middleware =
  (next, { clientName }) =>
  (args) =>
    next(
      clientName === "DynamoDBClient"
        ? { ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } }
        : args,
    );

const counting: Middleware = (next, context) => async (args) => {
  const inner = sections.getStore();
  if (!inner) return next(args);
  const command = (context.commandName ?? "unknown").replace(/Command$/, "");
  const database = context.clientName === "DynamoDBClient";
  const chain = [...outwards(inner)].map((section) => {
    begin(section, command, database);
    return { section, depth: section.ended + 1 };
  });
  let units = { read: 0, write: 0 };
  try {
    const answer = await next(args);
    if (database) units = consumed(command, answer.output);
    return answer;
  } catch (error) {
    const refused = error instanceof Error && error.name === "ConditionalCheckFailedException";
    if (refused) units.write = 1;
    throw error;
  } finally {
    for (const { section, depth } of chain) {
      section.readUnits += units.read;
      section.writeUnits += units.write;
      if (database) section.ended = Math.max(section.ended, depth);
    }
  }
};

function* outwards(section: Section): Generator<Section> {
  for (let at: Section | undefined = section; at; at = at.outer) yield at;
}

function begin(section: Section, command: string, database: boolean): void {
  section.byCommand.set(command, (section.byCommand.get(command) ?? 0) + 1);
  if (database) {
    section.requests++;
    section.roundTrips = Math.max(section.roundTrips, section.ended + 1);
  } else if (command === "PostToConnection") {
    section.posts++;
    section.beforePost ??= section.ended;
  }
}

const READS = new Set(["GetItem", "BatchGetItem", "Query"]);

/** Units of one answer; a batch reports one entry per table. */
function consumed(command: string, output: object): { read: number; write: number } {
  const { ConsumedCapacity: reported } = output as {
    ConsumedCapacity?: { CapacityUnits?: number } | readonly { CapacityUnits?: number }[];
  };
  const total = [reported ?? []]
    .flat()
    .reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
  return READS.has(command) ? { read: total, write: 0 } : { read: 0, write: total };
}
