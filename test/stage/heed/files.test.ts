import { afterAll, beforeAll, expect, test } from "vitest";
import type { Upload } from "../../../functions/contract/file.ts";
import { codeOf } from "../../files/bucket.ts";
import { PNG, text } from "../../files/samples.ts";
import { type Client, type HeedStage, startHeed } from "../heed.ts";

let heed: HeedStage;
beforeAll(async () => {
  heed = await startHeed();
});
afterAll(() => heed.close());

const put = ({ url, headers }: Upload, body: Uint8Array, more: Record<string, string> = {}) =>
  fetch(url, { method: "PUT", headers: { ...headers, ...more }, body: Buffer.from(body) });

/** A chat that the shopper asked for and Aino took. */
async function chat() {
  const aino = await heed.agent("aino");
  const shopper = await heed.shopper();
  const opened = await shopper.ask("chat:open", { language: "fi" });
  expect(opened).toMatchObject({ ok: true });
  const conversation: string = opened.conversation.id;
  const ring = await aino.hear("ring", (each) => each.conversation.id === conversation);
  await aino.ask("ring:accept", { conversation, round: ring.round });
  await aino.ask("sync", { conversation, after: 0 });
  await shopper.ask("sync", { conversation, after: 0 });
  const start = (by: Client, bytes = PNG.length, name = "kuva ä.png") =>
    by.ask("file:start", { conversation, name, type: "image/png", bytes });
  const say = (by: Client, file: { id: string; name: string }, n: number) =>
    by.ask("file:send", {
      conversation,
      outbox: "files-outbox",
      n,
      file: file.id,
      name: file.name,
    });
  return { aino, shopper, conversation, start, say };
}

test("[FIL19] a file goes through the bucket to the agent, and the bucket refuses what was not announced", async () => {
  const { aino, shopper, conversation, start, say } = await chat();
  const { file, upload } = await start(shopper);
  expect(new URL(upload.url).origin).toBe(heed.stage.outputs.FilesOrigin);

  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  large.set(PNG);
  expect(await codeOf(await put(upload, large))).toBe("SignatureDoesNotMatch");
  const page = await put(upload, PNG, { "content-type": "text/html" });
  expect(await codeOf(page)).toBe("SignatureDoesNotMatch");
  expect(await say(shopper, file, 1)).toMatchObject({ ok: false, code: "bad_file" });

  expect((await put(upload, PNG)).status).toBe(200);
  expect(await codeOf(await put(upload, text("<script>".padEnd(PNG.length))))).toBe(
    "PreconditionFailed",
  );
  const said = await say(shopper, file, 1);
  expect(said).toMatchObject({ ok: true });
  expect(await say(shopper, file, 1)).toEqual(said);
  const heard = await aino.hear("message", ({ seq }) => seq === said.seq);
  expect(heard.body).toEqual({
    kind: "file",
    file: { id: file.id, name: "kuva ä.png", type: "image/png", bytes: PNG.length },
  });

  const opened = await aino.ask("file:open", { conversation, seq: said.seq });
  const fetched = await fetch(opened.url);
  expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(PNG);
  expect(fetched.headers.get("content-type")).toBe("image/png");
  expect(fetched.headers.get("content-disposition")).toBe(
    `attachment; filename="kuva _.png"; filename*=UTF-8''kuva%20%C3%A4.png`,
  );

  const stranger = await heed.shopper();
  expect(await stranger.ask("file:open", { conversation, seq: said.seq })).toMatchObject({
    ok: false,
    code: "forbidden",
  });
  const expired = opened.url.replace(/X-Amz-Date=\d{8}/, "X-Amz-Date=20250101");
  expect((await fetch(expired)).status).toBe(400);

  expect(await shopper.ask("erase", {})).toMatchObject({ ok: true });
  expect(await codeOf(await fetch(opened.url))).toBe("NoSuchKey");
});

test("[FIL19] HTML by a picture's name is deleted, and neither party sees it", async () => {
  const { aino, shopper, conversation, start, say } = await chat();
  const html = text("<!doctype html><script>alert(document.domain)</script>");
  const { file, upload } = await start(aino, html.length);
  expect((await put(upload, html)).status).toBe(200);
  expect(await say(aino, file, 1)).toMatchObject({ ok: false, code: "bad_file" });
  // Its place is free again, so it was deleted.
  expect((await put(upload, html)).status).toBe(200);
  const { messages } = await shopper.ask("sync", { conversation, after: 0 });
  expect(messages.map(({ body }: { body: { kind: string } }) => body.kind)).not.toContain("file");
});
