import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { fileKey } from "../domain/file/key.ts";
import { cleanName } from "../domain/file/name.ts";
import type { Caller, Deps } from "./deps.ts";
import { mayAttach } from "./file-parties.ts";

/** How long an upload may take to begin. */
export const UPLOAD_MS = 5 * 60_000;
/** Files one conversation may begin in a minute, and one visitor's conversations in a day. */
export const FILES_PER_MINUTE = 6;
export const FILES_PER_DAY = 60;

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
  const day = dayOf(now);
  const minute = Math.floor(now / MINUTE_MS);
  const counted = await Promise.all([
    store.reserve(`files ${conversation} ${minute}`, id, 1, FILES_PER_MINUTE, now + 2 * MINUTE_MS),
    store.reserve(`files ${head.visitor} ${day}`, id, 1, FILES_PER_DAY, now + 2 * DAY_MS),
  ]);
  if (counted.includes("exhausted")) {
    return failure("slow_down", "too many files at once; wait a minute, then send the next");
  }
  const file = { id, name: cleanName(name, type), type, bytes };
  const key = fileKey(head.visitor, conversation, id);
  return { ok: true, file, upload: files.upload(key, { type, bytes }, now + UPLOAD_MS) };
}
