import type { Contact } from "./contact.ts";
import type { Params } from "./params.ts";
import type { RosterEntry } from "./roster.ts";
import type { Rating, Setting } from "./score.ts";

/** A well spread 32-bit hash of a text (FNV-1a with a final mix), the same everywhere and for ever. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether the contact belongs to the share that the baseline routes; the same answer at every attempt. */
export function isControl(contact: Pick<Contact, "id">, params: Params): boolean {
  return hash32(contact.id) / 2 ** 32 < params.controlShare;
}

/** The baseline: among those fluent in the language (as it was detected) it tells nobody apart, so that the longest idle goes first. */
export function controlRating(
  contact: Contact,
  entry: RosterEntry,
  { params }: Setting,
): Rating | "language" {
  const level = entry.languages[contact.language] ?? 0;
  if (level < params.fluentLevel) return "language";
  return { manner: "fluent", match: 1, price: 0, net: 1, score: 0 };
}
