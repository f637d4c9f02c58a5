import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { fileKey } from "../domain/file/key.ts";
import { disposition } from "../domain/file/name.ts";
import type { Caller, Deps } from "./deps.ts";
import { mayFetch } from "./file-parties.ts";

/** How long an address works that was given out. */
export const DOWNLOAD_MS = 5 * 60_000;

/** An address for the file of one message. It is asked for by the message, not by the file: what was never judged and said can't be fetched. */
export async function openFile(
  deps: Deps,
  caller: Caller,
  { conversation, seq }: { readonly conversation: string; readonly seq: number },
): Promise<Result<Acks["file:open"]>> {
  const { files, store, clock } = deps;
  if (!files) return failure("unavailable", "this stage takes no files");
  const head = await store.head(conversation);
  if (!head || !(await mayFetch(deps, head, caller))) {
    return failure("forbidden", "no such conversation of yours");
  }
  const message = await store.message(conversation, seq);
  if (message?.body.kind !== "file") {
    return failure("not_found", "there is no file in this message");
  }
  const { id, name, type } = message.body.file;
  const until = clock() + DOWNLOAD_MS;
  const key = fileKey(head.visitor, conversation, id);
  return {
    ok: true,
    url: files.download(key, { type, disposition: disposition(name) }, until),
    until,
  };
}
