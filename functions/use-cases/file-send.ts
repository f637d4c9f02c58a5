import type { AgentPayload } from "../contract/client-events.ts";
import { FILE_HEAD_BYTES } from "../contract/file.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { judge } from "../domain/file/judge.ts";
import { fileKey } from "../domain/file/key.ts";
import { cleanName } from "../domain/file/name.ts";
import type { Caller, Deps } from "./deps.ts";
import { mayFetch } from "./file-parties.ts";
import { post } from "./send.ts";

/**
 * A file that has arrived becomes a message, by the same steps as any. Its own first bytes decide what it is: one that is not what it was announced as is deleted and refused. Since a
 * key is written once, what was looked at is what will be given out.
 */
export async function sendFile(
  deps: Deps,
  caller: Caller,
  { file, name, ...address }: AgentPayload<"file:send">,
): Promise<Result<Acks["file:send"]>> {
  const { files, store } = deps;
  if (!files) return failure("unavailable", "this stage takes no files");
  const head = await store.head(address.conversation);
  if (!head || !(await mayFetch(deps, head, caller))) {
    return failure("forbidden", "no such conversation of yours");
  }
  const key = fileKey(head.visitor, head.id, file);
  const arrived = await files.look(key, FILE_HEAD_BYTES);
  if (!arrived) return failure("bad_file", "the file has not arrived; choose it again");
  const verdict = judge(arrived);
  if (verdict.kind === "bad") {
    await files.remove(key);
    return failure("bad_file", verdict.why);
  }
  const { type } = verdict;
  const card = { id: file, name: cleanName(name, type), type, bytes: arrived.bytes };
  return post(deps, caller, address, { kind: "file", file: card });
}
