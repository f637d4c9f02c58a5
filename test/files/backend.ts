import type { Body, Sender } from "../../functions/contract/conversation.ts";
import type { FileCard } from "../../functions/contract/file.ts";
import { failure } from "../../functions/contract/result.ts";
import { cleanName, disposition } from "../../functions/domain/file/name.ts";
import type { ModelConversation } from "../web/model-server.ts";
import type { TestBucket } from "./bucket.ts";

const MINUTE = 60_000;

type Payload = Record<string, unknown>;

/** What the service answers about files, for the fake back ends of browser tests, with the real bucket's own addresses. */
export function fileAnswers(
  bucket: TestBucket,
  self: Sender,
  conversation: (payload: Payload) => ModelConversation | undefined,
): Readonly<Record<"file:start" | "file:send" | "file:open", (payload: Payload) => object>> {
  const begun = new Map<string, FileCard>();
  const until = () => bucket.world.now + MINUTE;
  return {
    "file:start": (payload) => {
      const { name, type, bytes } = payload as unknown as FileCard;
      const id = `file-${crypto.randomUUID()}`;
      const file = { id, name: cleanName(name, type), type, bytes };
      begun.set(id, file);
      const upload = bucket.files.upload(`files/${id}`, { type, bytes }, until());
      return { ok: true, file, upload };
    },
    "file:send": (payload) => {
      const { outbox, n, file } = payload as { outbox: string; n: number; file: string };
      const card = begun.get(file);
      const model = conversation(payload);
      if (!card || !model) return failure("bad_file", "none");
      const stored = model.send(self, outbox, n, { kind: "file", file: card });
      return "ok" in stored ? stored : { ok: true, seq: stored.seq, at: stored.at };
    },
    "file:open": (payload) => {
      const body: Body | undefined = conversation(payload)?.messages[Number(payload.seq) - 1]?.body;
      if (body?.kind !== "file") return failure("not_found", "none");
      const { id, name, type } = body.file;
      const as = { type, disposition: disposition(name) };
      const url = bucket.files.download(`files/${id}`, as, until());
      return { ok: true, url, until: until() };
    },
  };
}
