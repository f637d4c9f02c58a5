import type { Outgoing } from "../../shared/outbox.ts";
import type { OutboxShelf } from "../../shared/outbox-sender.ts";
import { isText, ofTab, slot } from "./storage.ts";

/** What was begun in a conversation and not sent; it outlasts a reload of the tab. */
export const draftOf = (conversation: string) => slot(ofTab, `heed-draft:${conversation}`, isText);

/** A note that was begun. */
export const noteDraftOf = (conversation: string) =>
  slot(ofTab, `heed-note:${conversation}`, isText);

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== "object" || value === null) return false;
  const { outbox, n, text, at, state, tried } = value as Record<string, unknown>;
  return (
    isText(outbox) &&
    typeof n === "number" &&
    isText(text) &&
    typeof at === "number" &&
    (state === "sending" || state === "failed") &&
    typeof tried === "boolean"
  );
}

const areOutgoing = (value: unknown): value is readonly Outgoing[] =>
  Array.isArray(value) && value.every(isOutgoing);

/** What was sent and not acknowledged; the next page of this tab sends it on, under the same name. */
export function outboxOf(conversation: string): OutboxShelf {
  const kept = slot(ofTab, `heed-outbox:${conversation}`, areOutgoing);
  return {
    load: () => kept.read() ?? [],
    save: (entries) => kept.write(entries.length > 0 ? entries : undefined),
  };
}
