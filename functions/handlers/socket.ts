import { report } from "../adapters/log.ts";
import type { Counts } from "../adapters/prices.ts";
import type { WebSocketEvent } from "../socketio/index.ts";
import { compose } from "./compose.ts";
import type { ConnectionContext } from "./context.ts";
import { wire } from "./wire.ts";

const { deps, connections, telemetry } = compose(process.env, "socket");
const io = wire(deps, connections, (error, place) => report("socket", error, { ref: place.ref }));

// While the instance starts, so that its first batch of signals finds the rules read.
void deps.rules.refresh();

/** Lambda of `$default` and `$disconnect`. */
export const handler = telemetry.counted(io.handle, billed);

/** A frame and the route response to it; of a connection that has ended, the minutes it lasted. */
function billed({ requestContext }: WebSocketEvent<ConnectionContext>): Partial<Counts> {
  const { eventType, connectedAt, requestTimeEpoch } = requestContext;
  if (eventType === "MESSAGE") return { messages: 2 };
  if (connectedAt === undefined || requestTimeEpoch === undefined) return {};
  return { connectionMinutes: Math.ceil((requestTimeEpoch - connectedAt) / 60_000) };
}
