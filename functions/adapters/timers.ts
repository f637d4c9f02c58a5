import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Clock, Timer, Timers } from "../ports.ts";

/** The queue's longest delay. */
const MAX_DELAY_S = 900;

/** A timer as it lies in the queue. `hops` counts how often it was put back. */
export interface QueuedTimer {
  readonly timer: Timer;
  /** Epoch ms. */
  readonly at: number;
  readonly hops: number;
}

/** More re-arms than this are a fault, not a long wait: 15 minutes each make over ten days. */
export const MAX_HOPS = 1000;

/** Timers as delayed messages; one that is due later than the queue can wait is armed again on arrival (`rearm`). */
export function createTimers(
  client: SQSClient,
  queueUrl: string,
  clock: Clock,
): Timers & { rearm(queued: QueuedTimer): Promise<void> } {
  async function put(queued: QueuedTimer): Promise<void> {
    const seconds = Math.ceil((queued.at - clock()) / 1000);
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(queued),
        DelaySeconds: Math.min(Math.max(seconds, 0), MAX_DELAY_S),
      }),
    );
  }
  return {
    arm: (timer, at) => put({ timer, at, hops: 0 }),
    rearm: (queued) => put({ ...queued, hops: queued.hops + 1 }),
  };
}
