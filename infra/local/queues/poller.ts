import { createHash } from "node:crypto";
import type { LambdaInvoke } from "../gateway/lambda.ts";
import { isRecord } from "../template-error.ts";
import { CLOSING_PATIENCE_MS, within } from "../within.ts";
import type { DelayQueue, QueuedMessage } from "./delay-queue.ts";
import { descend, MAX_HOPS } from "./lineage.ts";

export interface PollerOptions {
  readonly queue: DelayQueue;
  readonly queueArn: string;
  readonly region: string;
  readonly invoke: LambdaInvoke;
  readonly functionName: string;
  readonly mayLoop: boolean;
  readonly batchSize: number;
  readonly partial: boolean;
  readonly maxConcurrency: number;
  readonly log: (line: string) => void;
}

/**
 * Brings a queue's visible messages to a function in batches, as Lambda's event source mapping
 * does. What the function fails stays in the queue until its visibility time-out has passed.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    options.queue.onVisible = () => this.#poll();
  }

  /** Resolves when no batch is with the function. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#options.queue.close();
    await within(CLOSING_PATIENCE_MS, this.settled());
  }

  #poll(): void {
    const { queue, batchSize, maxConcurrency } = this.#options;
    while (!this.#closed && this.#running.size < maxConcurrency) {
      const received = queue.receive(batchSize);
      const batch = received.filter((message) => this.#mayRun(message));
      if (batch.length === 0) {
        if (received.length === 0) return;
        continue;
      }
      const run = this.#serve(batch).finally(() => {
        this.#running.delete(run);
        this.#poll();
      });
      this.#running.add(run);
    }
  }

  #mayRun(message: QueuedMessage): boolean {
    const { functionName, mayLoop, queue, log } = this.#options;
    const { hops } = descend(message.trace, functionName);
    if (mayLoop || hops <= MAX_HOPS) return true;
    log(`recursive loop: ${functionName} already ran ${MAX_HOPS} times for message ${message.id}`);
    queue.bury(message);
    return false;
  }

  async #serve(batch: readonly QueuedMessage[]): Promise<void> {
    const { invoke, functionName, queue, partial } = this.#options;
    const lineages = batch.map((message) => descend(message.trace, functionName));
    const deepest = lineages.reduce((deep, next) => (next.hops > deep.hops ? next : deep));
    const event = { Records: batch.map((message) => this.#record(message)) };
    try {
      const value = await invoke(event, deepest.trace);
      const failed = partial ? failures(value, batch) : new Set<string>();
      for (const { id } of batch) if (!failed.has(id)) queue.delete(id);
    } catch {
      // The runner has logged it; the messages come again after the visibility time-out.
    }
  }

  #record(message: QueuedMessage): object {
    return {
      messageId: message.id,
      receiptHandle: message.id,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: "local",
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? 0),
        ...(message.trace ? { AWSTraceHeader: message.trace } : {}),
      },
      messageAttributes: message.attributes,
      md5OfBody: createHash("md5").update(message.body).digest("hex"),
      eventSource: "aws:sqs",
      eventSourceARN: this.#options.queueArn,
      awsRegion: this.#options.region,
    };
  }
}

/**
 * Ids of the messages that the function reports as failed. An answer that can't be read, or names
 * a message that wasn't in the batch, fails the whole batch, as Lambda has it.
 */
export function failures(value: unknown, batch: readonly { readonly id: string }[]): Set<string> {
  if (value === null || value === undefined) return new Set();
  const all = new Set(batch.map(({ id }) => id));
  if (!isRecord(value)) return all;
  const reported = value.batchItemFailures ?? [];
  if (!Array.isArray(reported)) return all;
  const ids = reported.map((each) => (isRecord(each) ? each.itemIdentifier : undefined));
  const known = ids.every((id) => typeof id === "string" && all.has(id));
  return known ? new Set(ids as string[]) : all;
}
