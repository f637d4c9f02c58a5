import { describe, expect, test } from "vitest";
import { createMemoryFiles } from "../../functions/adapters/memory-store/files.ts";
import { agentEvents, shopperEvents } from "../../functions/contract/client-events.ts";
import { decode } from "../../functions/contract/decode.ts";
import type { FileType } from "../../functions/contract/file.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import type { Caller, Deps } from "../../functions/use-cases/deps.ts";
import { erase } from "../../functions/use-cases/erase.ts";
import { openFile } from "../../functions/use-cases/file-open.ts";
import { sendFile } from "../../functions/use-cases/file-send.ts";
import {
  FILES_PER_DAY,
  FILES_PER_MINUTE,
  startFile,
} from "../../functions/use-cases/file-start.ts";
import { watchConversation } from "../../functions/use-cases/guests.ts";
import { acceptInvitation } from "../../functions/use-cases/invitation.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { PNG, text } from "../files/samples.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
const OUTBOX = "outbox-0001";
const HTML = text("<!doctype html><script>alert(document.domain)</script>");

/** Aino has a chat with a shopper, who has files. */
async function chat() {
  const world = new World();
  const files = createMemoryFiles(() => world.now);
  const deps: Deps = { ...world.deps, files };
  const aino = await world.agent("aino", { fi: 5, en: 4 });
  const shopper = await world.shopper("visitor-1");
  const conversation = (await world.invite(shopper))?.id ?? "";
  await acceptInvitation(deps, shopper, { invitation: conversation });
  await acceptRing(deps, aino, { conversation, round: 1 });
  await sync(deps, aino, { conversation, after: 0 });
  const start = (by: Caller, name = "kuva.png", type: FileType = "image/png", bytes = PNG.length) =>
    startFile(deps, by, { conversation, name, type, bytes });
  /** Begins a file, and puts it where the answer says. */
  const place = async (by: Caller, body = PNG, name = "kuva.png") => {
    const begun = await start(by, name, "image/png", body.length);
    if (!begun.ok) throw new Error(begun.message);
    expect(files.receive(begun.upload, body)).toBe(200);
    return begun.file;
  };
  const say = (by: Caller, file: { id: string; name: string }, n = 1, outbox = OUTBOX) =>
    sendFile(deps, by, { conversation, outbox, n, file: file.id, name: file.name });
  const open = (by: Caller, seq: number) => openFile(deps, by, { conversation, seq });
  const transcript = async () =>
    (await deps.store.messages(conversation, 0, 1e6)).messages.map(({ body }) => body);
  return { world, deps, files, aino, shopper, conversation, start, place, say, open, transcript };
}

describe("[FIL8] a place for a file is given to a party of an open conversation", () => {
  test("either party; the name is cleaned, and the key is the visitor's", async () => {
    const { start, aino, shopper, place, files, conversation } = await chat();
    expect(await start(shopper, "..\\a\u202e.exe")).toMatchObject({
      ok: true,
      file: { name: "a.exe.png", type: "image/png", bytes: PNG.length },
    });
    expect((await start(aino)).ok).toBe(true);
    const { id } = await place(aino);
    expect(files.keys).toEqual([`files/visitor-1/${conversation}/${id}`]);
  });

  test("nobody else, and not after its end", async () => {
    const { world, deps, start, aino, shopper, conversation } = await chat();
    const stranger = await world.shopper("visitor-2");
    const tanel = await world.agent("tanel", { et: 5 });
    const maria = await world.agent("maria", { en: 4 }, { role: "supervisor" });
    await watchConversation(deps, maria, { conversation });
    for (const other of [stranger, tanel, maria]) {
      expect(await start(other)).toMatchObject({ ok: false, code: "forbidden" });
    }
    await closeConversation(deps, aino, { conversation });
    for (const party of [aino, shopper]) {
      expect(await start(party)).toMatchObject({ ok: false, code: "forbidden" });
    }
  });

  test("for five minutes", async () => {
    const { world, shopper, start, files } = await chat();
    for (const [ms, status] of [
      [5 * MINUTE - 1, 200],
      [5 * MINUTE, 403],
    ] as const) {
      const begun = await start(shopper);
      if (!begun.ok) throw new Error(begun.message);
      world.now += ms;
      expect(files.receive(begun.upload, PNG)).toBe(status);
    }
  });

  test.each([
    ["another type", { type: "image/svg+xml" }],
    ["HTML", { type: "text/html" }],
    ["nothing in it", { bytes: 0 }],
    ["more than 10 MB", { bytes: 10 * 1024 * 1024 + 1 }],
    ["half a byte", { bytes: 1.5 }],
    ["no name", { name: "" }],
    ["an endless name", { name: "x".repeat(256) }],
  ])("not for %s", (_, more) => {
    const asked = { conversation: "conversation1", name: "a.png", type: "image/png", bytes: 70 };
    for (const events of [shopperEvents, agentEvents]) {
      expect(decode(events["file:start"], asked).ok).toBe(true);
      expect(decode(events["file:start"], { ...asked, ...more })).toMatchObject({
        code: "bad_payload",
      });
    }
  });

  test("a stage without a bucket says so", async () => {
    const { world, aino, conversation } = await chat();
    const asked = { conversation, name: "a.png", type: "image/png", bytes: 70 } as const;
    expect(await startFile(world.deps, aino, asked)).toMatchObject({ code: "unavailable" });
  });
});

test("[FIL9] each party begins six files a minute and sixty a day, whatever was refused and whatever the other did; texts go on", async () => {
  const { world, deps, start, shopper, aino, conversation } = await chat();
  for (let file = 0; file < FILES_PER_MINUTE; file++) expect((await start(shopper)).ok).toBe(true);
  expect(await start(shopper)).toMatchObject({ ok: false, code: "slow_down" });
  const said = { conversation, outbox: OUTBOX, n: 1, text: "Hei" };
  expect((await send(deps, shopper, said)).ok).toBe(true);
  for (let refused = 0; refused < FILES_PER_DAY; refused++) await start(shopper);
  let begun = FILES_PER_MINUTE;
  for (let minute = 0; minute < 12; minute++) {
    world.now += 60_000;
    for (let file = 0; file < FILES_PER_MINUTE; file++) if ((await start(shopper)).ok) begun += 1;
  }
  expect(begun).toBe(FILES_PER_DAY);
  expect((await start(aino)).ok).toBe(true);
  world.now += 86_400_000;
  expect((await start(shopper)).ok).toBe(true);
});

describe("[FIL10] a file that has arrived becomes a message", () => {
  test("in order with the texts, heard by the other party, once however often it is said", async () => {
    const { world, deps, shopper, aino, conversation, place, say, transcript } = await chat();
    await send(deps, shopper, { conversation, outbox: OUTBOX, n: 1, text: "Katso" });
    const file = await place(shopper);
    const first = await say(shopper, file, 2);
    expect(first).toMatchObject({ ok: true });
    expect(await say(shopper, file, 2)).toEqual(first);
    expect(await say(shopper, file, 7)).toMatchObject({ code: "expected", n: 3 });
    const body = { kind: "file", file };
    expect((await transcript()).slice(-2)).toEqual([{ kind: "text", text: "Katso" }, body]);
    const heard = world.heard(aino.connection, "message").filter(({ n }) => n === 2);
    expect(heard.map((message) => message.body)).toContainEqual(body);
  });

  test("one that has not arrived is none yet", async () => {
    const { shopper, start, say, transcript } = await chat();
    const begun = await start(shopper);
    if (!begun.ok) throw new Error(begun.message);
    const before = await transcript();
    expect(await say(shopper, begun.file)).toMatchObject({ ok: false, code: "bad_file" });
    expect(await transcript()).toEqual(before);
  });

  test("a file of another conversation, or said by a stranger, is none", async () => {
    const { world, shopper, place, say } = await chat();
    const file = await place(shopper);
    const stranger = await world.shopper("visitor-2");
    expect(await say(stranger, file)).toMatchObject({ code: "forbidden" });
    expect(await say(shopper, { ...file, id: "another-file" })).toMatchObject({ code: "bad_file" });
  });
});

test("[FIL11] a file that is not what it was announced as is deleted, and nothing is said", async () => {
  const { shopper, files, place, say, transcript } = await chat();
  const file = await place(shopper, HTML, "kuva.png");
  const before = await transcript();
  expect(files.keys).toHaveLength(1);
  expect(await say(shopper, file)).toMatchObject({ ok: false, code: "bad_file" });
  expect(files.keys).toEqual([]);
  expect(await transcript()).toEqual(before);
});

describe("[FIL12] a file is fetched by the number of its message", () => {
  test("by either party, after the end too, for five minutes, under its name", async () => {
    const { world, deps, aino, shopper, files, conversation, place, say, open } = await chat();
    const said = await say(shopper, await place(shopper));
    if (!said.ok) throw new Error(said.message);
    await closeConversation(deps, aino, { conversation });
    for (const party of [aino, shopper]) {
      const opened = await open(party, said.seq);
      if (!opened.ok) throw new Error(opened.message);
      expect(opened.until).toBe(world.now + 5 * MINUTE);
      world.now = opened.until - 1;
      expect(files.fetch(opened.url)).toEqual({
        body: PNG,
        disposition: `attachment; filename="kuva.png"; filename*=UTF-8''kuva.png`,
      });
      world.now = opened.until;
      expect(files.fetch(opened.url)).toBeUndefined();
    }
  });

  test("a watching supervisor may while she supervises, a stranger and an agent elsewhere may not", async () => {
    const { world, deps, shopper, conversation, place, say, open } = await chat();
    const said = await say(shopper, await place(shopper));
    if (!said.ok) throw new Error(said.message);
    const maria = await world.agent("maria", { en: 4 }, { role: "supervisor" });
    await watchConversation(deps, maria, { conversation });
    expect((await open(maria, said.seq)).ok).toBe(true);
    const stranger = await world.shopper("visitor-2");
    const tanel = await world.agent("tanel", { et: 5 });
    for (const other of [stranger, tanel]) {
      expect(await open(other, said.seq)).toMatchObject({ code: "forbidden" });
    }
    const known = await deps.store.agent("maria");
    if (known) await deps.store.saveAgent({ ...known, role: "agent", version: known.version + 1 });
    expect(await open(maria, said.seq)).toMatchObject({ code: "forbidden" });
  });

  test("what was never said, or is a text, has no address", async () => {
    const { deps, shopper, conversation, place, open } = await chat();
    await place(shopper);
    const text = { conversation, outbox: OUTBOX, n: 1, text: "Hei" };
    const said = await send(deps, shopper, text);
    if (!said.ok) throw new Error(said.message);
    for (const seq of [0, said.seq, said.seq + 1]) {
      expect(await open(shopper, seq)).toMatchObject({ code: "not_found" });
    }
  });
});

test("[FIL13] a shopper who has herself erased leaves no file, sent or not; others' stay", async () => {
  const { world, deps, shopper, files, place, say } = await chat();
  await say(shopper, await place(shopper));
  await place(shopper);
  const upload = files.upload(
    "files/visitor-2/c/f",
    { type: "image/png", bytes: 1 },
    world.now + 1,
  );
  files.receive(upload, new Uint8Array(1));
  expect(await erase(deps, shopper)).toEqual({ ok: true });
  expect(files.keys).toEqual(["files/visitor-2/c/f"]);
});
