import { expect, test } from "vitest";
import { createMemoryFiles } from "../../functions/adapters/memory-store/files.ts";
import { changeAgent } from "../../functions/use-cases/agent-admin.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { connectAgent } from "../../functions/use-cases/connect.ts";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { openFile } from "../../functions/use-cases/file-open.ts";
import { sendFile } from "../../functions/use-cases/file-send.ts";
import { startFile } from "../../functions/use-cases/file-start.ts";
import { watchConversation } from "../../functions/use-cases/guests.ts";
import { note, notes } from "../../functions/use-cases/notes.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { send } from "../../functions/use-cases/send.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { PNG } from "../files/samples.ts";
import { World } from "./world.ts";

/** Aino chats with a shopper, who has sent a file; Maria supervises and watches. */
async function watched() {
  const world = new World();
  const deps: Deps = { ...world.deps, files: createMemoryFiles(() => world.now) };
  const { receive } = deps.files as ReturnType<typeof createMemoryFiles>;
  const aino = await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("visitor-1");
  const opened = await openChat(deps, shopper, { language: "fi" });
  if (!opened.ok) throw new Error(opened.message);
  const conversation = opened.conversation.id;
  await acceptRing(deps, aino, { conversation, round: 1 });
  await sync(deps, aino, { conversation, after: 0 });
  const named = { name: "kuva.png", type: "image/png", bytes: PNG.length } as const;
  const begun = await startFile(deps, shopper, { conversation, ...named });
  if (!begun.ok) throw new Error(begun.message);
  receive(begun.upload, PNG);
  const file = { conversation, outbox: "outbox-0001", n: 1, file: begun.file.id, name: "kuva.png" };
  const said = await sendFile(deps, shopper, file);
  if (!said.ok) throw new Error(said.message);
  const maria = await world.agent("maria", { en: 4 }, { role: "supervisor" });
  await watchConversation(deps, maria, { conversation });
  await sync(deps, maria, { conversation, after: 0 });
  const looks = (who: typeof maria) => [
    () => sync(deps, who, { conversation, after: 0 }),
    () => openFile(deps, who, { conversation, seq: said.seq }),
    () => notes(deps, who, { conversation }),
    () => note(deps, who, { conversation, key: "note-0001", text: "Psst" }),
    () => watchConversation(deps, who, { conversation }),
  ];
  const speak = (n: number) =>
    send(deps, shopper, { conversation, outbox: "outbox-0001", n, text: "Is it safe?" });
  return { world, deps, aino, maria, conversation, looks, speak };
}

const demoted = {
  name: "Maria",
  role: "agent",
  languages: { en: 4 },
  skills: {},
  capacity: 2,
} as const;

test("[RTE122] whom an admin makes an agent again sees and hears nothing more of what she watched, on a console that was not cut or a new one", async () => {
  const { world, deps, aino, maria, conversation, looks, speak } = await watched();
  await speak(2);
  expect(world.heard(maria.connection, "message")).toHaveLength(1);
  for (const look of looks(maria)) expect(await look()).toMatchObject({ ok: true });
  const change = { by: "olga", version: 0, body: demoted };
  expect(await changeAgent(deps, "maria", change)).toMatchObject({ ok: true });
  expect(world.gone).toEqual(new Set([maria.connection]));
  world.gone.clear();
  const back = { ...maria, connection: "c-back", authVersion: 1 };
  await connectAgent(deps, back, false);
  for (const look of [...looks(maria), ...looks(back)]) {
    expect(await look()).toMatchObject({ code: "forbidden" });
  }
  await speak(3);
  expect(world.heard(maria.connection, "message")).toHaveLength(1);
  expect(world.heard(back.connection, "message")).toEqual([]);
  expect(world.heard(aino.connection, "message").at(-1)).toMatchObject({ n: 3 });
  expect(world.heard(aino.connection, "guests").at(-1)).toMatchObject({ guests: [] });
  expect(await deps.store.agentConversations("maria")).not.toContain(conversation);
});

test("[RTE122] a watcher whose role alone has changed, before anybody took her off, may look at nothing", async () => {
  const { deps, maria, looks } = await watched();
  const known = await deps.store.agent("maria");
  if (known) await deps.store.saveAgent({ ...known, role: "agent", version: known.version + 1 });
  for (const look of looks(maria)) expect(await look()).toMatchObject({ code: "forbidden" });
});
