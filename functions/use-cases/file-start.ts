import type { AgentPayload } from "../contract/client-events.ts";
import { type Failure, failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { fileKey } from "../domain/file/key.ts";
import { cleanName } from "../domain/file/name.ts";
import type { Caller, Deps } from "./deps.ts";
import { mayAttach } from "./file-parties.ts";

/** How long an upload may take to begin. */
export const UPLOAD_MS = 5 * 60_000;
/** Files one party of a conversation may begin in a minute, and in a visitor's conversations in a day. */
export const FILES_PER_MINUTE = 6;
export const FILES_PER_DAY = 60;
/** Files a shopper may begin while nobody is with her. */
export const FILES_WHILE_WAITING = 2;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Gives a party of the conversation a place for one file of the announced type and length. Nothing is said in the conversation yet. The counters are items of their own, so that a
 * message pays nothing for them.
 */
export async function startFile(
  deps: Deps,
  caller: Caller,
  { conversation, name, type, bytes }: AgentPayload<"file:start">,
): Promise<Result<Acks["file:start"]>> {
  const { files, store, ids, clock } = deps;
  if (!files) return failure("unavailable", "this stage takes no files");
  const head = await store.head(conversation);
  if (!head || !mayAttach(head, caller)) {
    return failure("forbidden", "no open conversation of yours");
  }
  const id = ids.next();
  const now = clock();
  const exhausted = await count(deps, head, caller, id, now);
  if (exhausted) return exhausted;
  const file = { id, name: cleanName(name, type), type, bytes };
  const key = fileKey(head.visitor, conversation, id);
  return { ok: true, file, upload: files.upload(key, { type, bytes }, now + UPLOAD_MS) };
}

/** Counts the file, the shortest time first: what that one refuses uses up no other. Each party has counters of its own, so that none can keep the other from sending. */
async function count(
  { store }: Deps,
  { id: conversation, visitor, state }: Head,
  { owner: { role } }: Caller,
  file: string,
  now: number,
): Promise<Failure | undefined> {
  const minute = `files ${role} ${conversation} ${Math.floor(now / MINUTE_MS)}`;
  if (await isOver(minute, FILES_PER_MINUTE, now + 2 * MINUTE_MS)) {
    return failure("slow_down", "too many files at once; wait a minute, then send the next");
  }
  const alone = role === "shopper" && state.kind !== "active" && state.kind !== "resting";
  if (alone && (await isOver(`files alone ${conversation}`, FILES_WHILE_WAITING, now + DAY_MS))) {
    return failure("slow_down", "wait until somebody is with you, then send the next");
  }
  const day = `files ${role} ${visitor} ${dayOf(now)}`;
  if (await isOver(day, FILES_PER_DAY, now + 2 * DAY_MS)) {
    return failure("slow_down", "that is all for today");
  }
  return undefined;

  async function isOver(scope: string, most: number, until: number): Promise<boolean> {
    return (await store.reserve(scope, file, 1, most, until)) === "exhausted";
  }
}
