import type {
  Bus,
  Clock,
  CustomerTokens,
  Detector,
  Files,
  Ids,
  Sockets,
  Store,
  Timers,
  Tokens,
  Translator,
} from "../ports.ts";
import type { RosterCache } from "./roster-cache.ts";
import type { RouterBook } from "./router-book.ts";
import type { RuleBook } from "./rule-book.ts";
import type { Settings } from "./settings.ts";

/** What every use case is given. */
export interface Deps {
  readonly store: Store;
  readonly sockets: Sockets;
  readonly timers: Timers;
  readonly bus: Bus;
  readonly detector: Detector;
  /** Absent where a stage has none. */
  readonly translator?: Translator;
  /** Absent where a function has no use for them. */
  readonly customers?: CustomerTokens;
  /** Absent where a function has no use for files. */
  readonly files?: Files;
  readonly tokens: Tokens;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly rules: RuleBook;
  readonly roster: RosterCache;
  /** Rolling figures of the last minutes, for the router's prices, and the counters of what it achieved. */
  readonly router: RouterBook;
}

/** Who calls, as the authorizer established it, and on which connection. */
export interface Caller<Role extends "shopper" | "agent" = "shopper" | "agent"> {
  readonly connection: string;
  readonly owner: { readonly role: Role; readonly id: string };
  /** An agent's name, for messages. */
  readonly name?: string;
  /** An agent's rights as the ticket was made; the profile's grows with sign-out everywhere, a change of role, blocking. */
  readonly authVersion?: number;
}
