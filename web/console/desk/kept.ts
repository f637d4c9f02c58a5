import { isText, ofTab, slot } from "../browser/storage.ts";

/** What an agent may choose to be. */
export type Status = "online" | "away" | "offline";
export const STATUSES: readonly Status[] = ["online", "away", "offline"];

const isStatus = (value: unknown): value is Status => STATUSES.some((status) => status === value);

/** Where a reloaded tab takes up: what the agent wanted to be, and the conversation in hand. */
export const keptStatus = slot(ofTab, "heed-status", isStatus);
export const keptSelection = slot(ofTab, "heed-selected", isText);
