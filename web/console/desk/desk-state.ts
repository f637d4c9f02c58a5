import type { Colleague } from "../../../functions/contract/desk.ts";
import type { AgentProfileView, RingView } from "../../../functions/contract/server-events.ts";
import type { LinkState } from "../../shared/wire.ts";
import type { ApprovalState } from "./approvals.ts";
import type { Chat } from "./chat.ts";
import type { FloorState } from "./floor-watch.ts";
import type { Mention } from "./team.ts";

/** Everything the console shows of the work. */
export interface DeskState {
  readonly link: LinkState;
  readonly profile: AgentProfileView | undefined;
  /** Misses have set this agent away. */
  readonly setAway: boolean;
  readonly rings: readonly RingView[];
  readonly chats: readonly Chat[];
  readonly selected: string | undefined;
  /** How often a conversation was taken in hand on purpose. */
  readonly choices: number;
  readonly mentions: readonly Mention[];
  /** Everybody else, as of the last look. */
  readonly colleagues: readonly Colleague[];
  readonly floor: FloorState;
  readonly approvals: ApprovalState;
  /** Why the last thing asked for was not done, or what has happened. */
  readonly problem: string | undefined;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
}
