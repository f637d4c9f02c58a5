import type { MeteredClient } from "../meter.ts";
import { createMeteredSteps } from "../metered.ts";
import { type AwsAccess, createSignedHttp, type Incoming } from "../signed-http.ts";
import type { Output, Requests } from "./requests.ts";

/** DynamoDB for a function's own requests, in its JSON protocol and no more of it than the table needs. */
export interface TableClient extends MeteredClient {
  readonly request: Requests;
}

/** Most requests end within ten milliseconds. */
const PATIENCE_MS = 3000;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 25;

/** A refusal, named as DynamoDB names it. */
export class TableError extends Error {
  override readonly name: string;
  readonly passing: boolean;

  /** @param passing would the same request perhaps succeed a little later? */
  constructor(name: string, message: string, passing: boolean) {
    super(message);
    this.name = name;
    this.passing = passing;
  }
}

/**
 * A client that gives up early: a lost packet must not take the whole of a function's time. Throttled and lost requests are tried three times; every write of the store
 * can be repeated.
 */
export function createTableClient(access: AwsAccess): TableClient {
  const http = createSignedHttp(access, "dynamodb", access.patienceMs ?? PATIENCE_MS);
  const steps = createMeteredSteps<object, Output>("DynamoDBClient");
  return {
    middlewareStack: steps.middlewareStack,
    request: (operation, input) => {
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      };
      const attempt = async (given: object) =>
        read(await http({ method: "POST", path: "/", headers, body: JSON.stringify(given) }));
      return steps.run(operation, input, attempt, repeated);
    },
  };
}

function read({ status, body }: Incoming): Output {
  if (status === 200) return JSON.parse(body) as Output;
  const { type, message } = refusal(body);
  const name = type.split("#").at(-1) || "InternalServerError";
  throw new TableError(name, `DynamoDB answered ${status}: ${message}`, isPassing(status, name));
}

function refusal(body: string): { readonly type: string; readonly message: string } {
  try {
    const { __type = "", message, Message = "" } = JSON.parse(body);
    return { type: String(__type), message: String(message ?? Message) };
  } catch {
    return { type: "", message: body.slice(0, 200) };
  }
}

const THROTTLED = new Set([
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
]);

function isPassing(status: number, name: string): boolean {
  return status >= 500 || THROTTLED.has(name);
}

async function repeated(once: () => Promise<Output>): Promise<Output> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      const final = error instanceof TableError && !error.passing;
      if (final || attempt === ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
