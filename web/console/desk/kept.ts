import { isText, ofBrowser, ofTab, slot } from "../browser/storage.ts";
import { MOST_LETTERS } from "./causes.ts";
import type { Part } from "./chat.ts";

/** What an agent may choose to be. */
export type Status = "online" | "away" | "offline";
export const STATUSES: readonly Status[] = ["online", "away", "offline"];
/** Why an agent is away; few, so that a report can count them. */
export const REASONS = ["break", "lunch", "meeting", "training", "paperwork"] as const;

const isStatus = (value: unknown): value is Status => STATUSES.some((status) => status === value);

/** Where a reloaded tab takes up: what the agent wanted to be and why, and the conversation in hand. */
export const keptStatus = slot(ofTab, "heed-status", isStatus);
export const keptReason = slot(ofTab, "heed-reason", isText);
export const keptSelection = slot(ofTab, "heed-selected", isText);

/** A conversation that the server's inbox does not name: closed in this session, or somebody else's. */
export type Kept = "closed" | Exclude<Part, "agent">;
const KINDS: readonly unknown[] = ["closed", "guest", "watcher"] satisfies readonly Kept[];
const isKept = (value: unknown): value is Readonly<Record<string, Kept>> =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((each) => KINDS.includes(each));

/** By conversation, the oldest first. */
export const keptOthers = slot(ofTab, "heed-others", isKept);

/** The cause named last, for the next close. */
export const keptCause = slot(
  ofBrowser,
  "heed-cause",
  (value): value is string => isText(value) && value.length <= MOST_LETTERS,
);
