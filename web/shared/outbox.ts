import type { TextMore } from "../../functions/contract/conversation.ts";
import type { FileCard } from "../../functions/contract/file.ts";

/** What names a message from its sender's side. */
export interface OutgoingKey {
  readonly outbox: string;
  readonly n: number;
}

/** What a message may be besides plain text. */
export interface OutgoingMore {
  readonly more?: TextMore;
  /** It is this file, which has arrived already. */
  readonly file?: FileCard;
}

/** A message on its way. */
export interface Outgoing extends OutgoingKey, OutgoingMore {
  /** A file's name, where it is one. */
  readonly text: string;
  /** When it was written, epoch ms. */
  readonly at: number;
  /** `failed` waits for the sender's own decision: retry or discard. */
  readonly state: "sending" | "failed";
  /** Whether it was ever put on the wire; until then its number may still change. */
  readonly tried: boolean;
  /** Why it failed. */
  readonly code?: string;
}

/**
 * One page load's messages to one conversation that the server has not acknowledged. The server takes a number only when it is the last one + 1 and
 * knows a repeat by (`outbox`, `n`). So one message is in flight at a time, keeps its name until it is acknowledged, and after a refusal what follows
 * moves to a new outbox: a late copy of the refused one can then never take the place of another.
 */
export interface Outbox {
  /** Random id that the next message gets. */
  readonly id: string;
  /** Number that the next message gets. */
  readonly next: number;
  /** In sending order. */
  readonly entries: readonly Outgoing[];
}

export const emptyOutbox = (id: string): Outbox => ({ id, next: 1, entries: [] });

const same = (a: OutgoingKey, b: OutgoingKey): boolean => a.outbox === b.outbox && a.n === b.n;

const without = (box: Outbox, key: OutgoingKey): Outbox => ({
  ...box,
  entries: box.entries.filter((entry) => !same(entry, key)),
});

const change = (box: Outbox, key: OutgoingKey, to: (entry: Outgoing) => Outgoing): Outbox => ({
  ...box,
  entries: box.entries.map((entry) => (same(entry, key) ? to(entry) : entry)),
});

/** Puts a text behind the others. */
export function enqueue(box: Outbox, text: string, at: number, more?: OutgoingMore): Outbox {
  const { id: outbox, next: n } = box;
  const entry: Outgoing = { outbox, n, text, ...more, at, state: "sending", tried: false };
  return { ...box, next: box.next + 1, entries: [...box.entries, entry] };
}

/** The message to be in flight now. */
export const headOf = (box: Outbox): Outgoing | undefined =>
  box.entries.find((entry) => entry.state === "sending");

/** To be called, and kept where the outbox is kept, before the message goes out. */
export const tried = (box: Outbox, key: OutgoingKey): Outbox =>
  change(box, key, (entry) => ({ ...entry, tried: true }));

/** The server has it. */
export const acked = without;

/** The server will not have it as it is. */
export function refused(box: Outbox, key: OutgoingKey, code: string, freshId: string): Outbox {
  const failed = change(box, key, (entry) => ({ ...entry, state: "failed", tried: true, code }));
  return renumber(failed, key.outbox, freshId);
}

/**
 * The server wants number `wanted` of this message's outbox instead.
 *
 * @returns `stored`: it has had this very message before; `unknown`: it wants one that was acknowledged long ago and is gone here, so a new outbox
 * must be begun (`restart`), once `seen` has had a look at the transcript
 */
export function expected(key: OutgoingKey, wanted: number): "stored" | "unknown" {
  return wanted > key.n ? "stored" : "unknown";
}

/** Begins a new outbox with this message and those behind it. */
export function restart(box: Outbox, key: OutgoingKey, freshId: string): Outbox {
  const anew = change(box, key, (entry) => ({ ...entry, tried: false }));
  return renumber(anew, key.outbox, freshId);
}

/** Drops what the transcript has. */
export function seen(box: Outbox, transcript: readonly OutgoingKey[]): Outbox {
  const entries = box.entries.filter((entry) => !transcript.some((key) => same(entry, key)));
  return entries.length === box.entries.length ? box : { ...box, entries };
}

/** The sender wants a failed one sent again; under its old name, in case the server has it after all. */
export const retry = (box: Outbox, key: OutgoingKey): Outbox =>
  change(box, key, ({ code: _, ...entry }) => ({ ...entry, state: "sending" }));

/** The sender gives up a failed one. */
export const discard = without;

/** Takes up what an earlier page load left, in front of what this one has written. */
export function restored(box: Outbox, left: readonly Outgoing[]): Outbox {
  const known = box.entries;
  return {
    ...box,
    entries: [...left.filter((entry) => !known.some((other) => same(entry, other))), ...known],
  };
}

/** Moves what was never on the wire from one outbox to a new one, numbered from 1. */
function renumber(box: Outbox, from: string, freshId: string): Outbox {
  let n = 0;
  const entries = box.entries.map((entry) => {
    if (entry.outbox !== from || entry.tried) return entry;
    n += 1;
    return { ...entry, outbox: freshId, n };
  });
  if (box.id !== from) return { ...box, entries };
  return { id: freshId, next: n + 1, entries };
}
