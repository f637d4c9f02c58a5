import { report } from "../adapters/log.ts";
import { MAX_HOPS, type QueuedTimer } from "../adapters/timers.ts";
import { sweep } from "../use-cases/sweep.ts";
import { compose } from "./compose.ts";
import { fire } from "./fire.ts";
import { wire } from "./wire.ts";

interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

type TimerEvent = QueueEvent | { readonly "detail-type": string };

const { deps, connections, timers, telemetry } = compose(process.env, "timer");
const io = wire(deps, connections, (error, place) => report("timer", error, { ref: place.ref }));

/** Lambda behind the timer queue and the one-minute schedule. A timer that fails comes back by itself, and after some failures lies in the dead-letter queue. */
export const handler = telemetry.counted(handle, (event) =>
  // Fetched and deleted, one request each for all of a batch.
  "Records" in event ? { queueRequests: 2 } : {},
);

async function handle(event: TimerEvent) {
  if (!("Records" in event)) {
    await sweep(deps);
    return undefined;
  }
  const failed: { itemIdentifier: string }[] = [];
  await Promise.all(
    event.Records.map(async ({ messageId, body }) => {
      try {
        const queued: QueuedTimer = JSON.parse(body);
        if (queued.at > deps.clock() + 1000 && queued.hops < MAX_HOPS) await timers.rearm(queued);
        else await fire(deps, io, queued.timer);
      } catch (error) {
        report("timer failed", error, { body });
        failed.push({ itemIdentifier: messageId });
      }
    }),
  );
  return { batchItemFailures: failed };
}
