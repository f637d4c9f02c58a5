import type { Timer } from "../ports.ts";
import type { Server } from "../socketio/index.ts";
import { ringTimeOut } from "../use-cases/answer-ring.ts";
import { countExposure } from "../use-cases/count-exposure.ts";
import type { Deps } from "../use-cases/deps.ts";
import { shopperGone } from "../use-cases/gone.ts";
import { invitationTimeOut } from "../use-cases/invitation.ts";
import { leaseTimeOut, slotOver } from "../use-cases/look-at-agent.ts";
import { approvalTimer } from "../use-cases/look-at-offer.ts";
import { routeAgain } from "../use-cases/route.ts";
import type { ConnectionContext } from "./context.ts";

/** Does what a timer was armed for. */
export async function fire(
  deps: Deps,
  io: Pick<Server<ConnectionContext>, "greet">,
  timer: Timer,
): Promise<void> {
  switch (timer.kind) {
    case "greet":
      await io.greet(timer.connection);
      return;
    case "ring":
      return ringTimeOut(deps, timer);
    case "route":
      return routeAgain(deps, timer.conversation, timer.round);
    case "invitation":
      return invitationTimeOut(deps, timer);
    case "lease":
      return leaseTimeOut(deps, timer.agent);
    case "slot":
      return slotOver(deps, timer.agent, timer.key);
    case "gone":
      return shopperGone(deps, timer.conversation);
    case "exposed":
      return countExposure(deps, timer.exposure);
    case "approval":
      return approvalTimer(deps, timer.code);
  }
}
