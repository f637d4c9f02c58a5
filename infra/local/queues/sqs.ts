import { createHash } from "node:crypto";
import { AwsError, type JsonOperations, type JsonRequest } from "../aws/json-service.ts";
import { isRecord } from "../template-error.ts";
import type { DelayQueue } from "./delay-queue.ts";

const MAX_DELAY_S = 900;
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_ENTRIES = 10;

export interface SqsOptions {
  /** Queues by name, with the delay of messages that ask for none. */
  readonly queues: ReadonlyMap<string, { readonly queue: DelayQueue; readonly delayMs: number }>;
  /** Scales every delay, so that tests needn't wait; 1 for real time. */
  readonly delayScale: number;
}

type Entry = Readonly<Record<string, unknown>>;

/** The operations of SQS that a function needs to send; receiving is the poller's business. */
export function sqsOperations({ queues, delayScale }: SqsOptions): JsonOperations {
  const queueOf = ({ input }: JsonRequest) => {
    const name =
      String(input.QueueUrl ?? "")
        .split("/")
        .at(-1) ?? "";
    const found = queues.get(name);
    if (!found) throw new AwsError("QueueDoesNotExist", `There is no queue "${name}".`);
    return found;
  };
  const send = (request: JsonRequest, entry: Entry) => {
    const { queue, delayMs } = queueOf(request);
    const { body, delay } = readEntry(entry);
    const trace = String(request.headers["x-amzn-trace-id"] ?? "");
    const attributes = isRecord(entry.MessageAttributes) ? entry.MessageAttributes : {};
    const id = queue.send(
      { body, attributes: lowerKeys(attributes), ...(trace ? { trace } : {}) },
      (delay ?? delayMs) * delayScale,
    );
    return { MessageId: id, MD5OfMessageBody: createHash("md5").update(body).digest("hex") };
  };
  return {
    "AmazonSQS.SendMessage": (request) => send(request, request.input),
    "AmazonSQS.SendMessageBatch": (request) => {
      queueOf(request);
      const Successful: object[] = [];
      const Failed: object[] = [];
      for (const entry of readEntries(request.input.Entries)) {
        try {
          Successful.push({ Id: entry.Id, ...send(request, entry) });
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          Failed.push({
            Id: entry.Id,
            SenderFault: true,
            Code: error.code,
            Message: error.message,
          });
        }
      }
      return { Successful, Failed };
    },
  };
}

function readEntry(entry: Entry): { readonly body: string; readonly delay: number | undefined } {
  const body = entry.MessageBody;
  if (typeof body !== "string" || body === "") {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  }
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    throw new AwsError(
      "InvalidParameterValue",
      `The body must be at most ${MAX_BODY_BYTES} bytes.`,
    );
  }
  const seconds = entry.DelaySeconds;
  if (seconds === undefined) return { body, delay: undefined };
  if (!Number.isInteger(seconds) || Number(seconds) < 0 || Number(seconds) > MAX_DELAY_S) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${String(seconds)} for parameter DelaySeconds is invalid: it must be between 0 and ${MAX_DELAY_S}.`,
    );
  }
  return { body, delay: Number(seconds) * 1000 };
}

function readEntries(entries: unknown): Entry[] {
  const list = Array.isArray(entries) ? entries.filter(isRecord) : [];
  if (list.length === 0) throw new AwsError("EmptyBatchRequest", "The batch has no entries.");
  if (list.length > MAX_ENTRIES) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `A batch has at most ${MAX_ENTRIES} entries.`,
    );
  }
  if (new Set(list.map(({ Id }) => Id)).size < list.length) {
    throw new AwsError("BatchEntryIdsNotDistinct", "Two entries of the batch have the same Id.");
  }
  return list;
}

/** Event records spell the keys of message attributes in lower camel case. */
function lowerKeys(attributes: Record<string, unknown>): Record<string, unknown> {
  const lower = (value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [key[0]?.toLowerCase() + key.slice(1), each]),
        )
      : value;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, lower(value)]),
  );
}
