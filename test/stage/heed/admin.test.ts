import { afterAll, beforeAll, expect, test } from "vitest";
import { DOCUMENT_NAMES } from "../../../functions/contract/http-documents.ts";
import { type HeedStage, startHeed } from "../heed.ts";
import { signIn } from "./sign-in.ts";

let heed: HeedStage;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  heed = await startHeed();
  for (const name of ["sam", "maria", "ada"]) tokens[name] = await signIn(heed.stage, name);
});
afterAll(() => heed.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test expects of it
type Answer = { status: number; etag: string | null; body: any };

/** A request of a signed-in agent; without a name, of nobody. */
async function api(
  name: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  version?: number,
): Promise<Answer> {
  const answer = await fetch(`${heed.stage.urls.site}/api/${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(name !== undefined && { authorization: `Bearer ${tokens[name]}` }),
      ...(version !== undefined && { "if-match": `"${version}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, etag: answer.headers.get("etag"), body: await answer.json() };
}

const put = (name: string, version: number, value: unknown, note?: string) =>
  api("ada", "PUT", `documents/${name}`, { value, ...(note !== undefined && { note }) }, version);

const idOf = async (name: string): Promise<string> => {
  const { body } = await api("ada", "GET", "agents");
  return body.agents.find((agent: { name: string }) => agent.name === name)?.id;
};

test("[ADM50] documents are read by every agent; changing, histories, agents and the audit are for admins, and nobody else hears anything", async () => {
  const agent = await idOf("Sam");
  const reads = DOCUMENT_NAMES.map((name) => `documents/${name}`);
  const kept = ["documents/hours/history", "agents", `agents/${agent}/history`, "audit"];
  const writes = [
    ["PUT", "documents/hours"],
    ["POST", "documents/hours/revert"],
    ["PUT", `agents/${agent}`],
    ["POST", `agents/${agent}/revert`],
  ] as const;
  const status = async (name: string | undefined, method: string, path: string, body?: object) =>
    (await api(name, method, path, body, 0)).status;
  for (const path of [...reads, ...kept]) expect(await status(undefined, "GET", path)).toBe(401);
  for (const [method, path] of writes) expect(await status(undefined, method, path, {})).toBe(401);
  for (const name of ["sam", "maria"]) {
    for (const path of reads) expect([path, await status(name, "GET", path)]).toEqual([path, 200]);
    for (const path of kept) expect([path, await status(name, "GET", path)]).toEqual([path, 403]);
    for (const [method, path] of writes) expect(await status(name, method, path, {})).toBe(403);
  }
  for (const path of [...reads, ...kept]) {
    expect([path, await status("ada", "GET", path)]).toEqual([path, 200]);
  }
});

test("[ADM51] a change over HTTP needs the version it replaces and a sound value; each fault is named by its path", async () => {
  const share = { value: { share: 0.2 } };
  expect(await api("ada", "PUT", "documents/holdout", share)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("If-Match") },
  });
  const faults: readonly (readonly [string, unknown, number, RegExp])[] = [
    ["holdout", { share: "half" }, 400, /^share: /],
    ["hours", { timeZone: "Nowhere" }, 422, /^timeZone: /],
    ["offers", {}, 400, /^minPercent: /],
    ["replies", { en: { x: { title: "t", text: "{{y}}" } } }, 422, /^en\.x\.text: .*\{\{y\}\}/],
    ["colours", {}, 404, /hours, holdout/],
  ];
  for (const [name, value, status, message] of faults) {
    const refused = await put(name, 0, value);
    expect([name, refused.status]).toEqual([name, status]);
    expect(refused.body.message).toMatch(message);
  }
  expect(await api("ada", "PUT", "documents/holdout", { ...share, by: "me" }, 0)).toMatchObject({
    status: 400,
  });
  const long = { value: { en: { x: { title: "t", text: "x".repeat(300_000) } } } };
  expect(await api("ada", "PUT", "documents/replies", long, 0)).toMatchObject({ status: 413 });
  expect(await api("ada", "GET", "documents/holdout")).toMatchObject({
    etag: '"0"',
    body: { version: 0, shipped: true },
  });
});

test("[ADM52] on the real stage a document is saved, refused to who comes late, told in the history, and taken back", async () => {
  expect(await put("holdout", 0, { share: 0.2 }, "a beginning")).toMatchObject({
    status: 200,
    etag: '"1"',
    body: { version: 1 },
  });
  expect(await put("holdout", 0, { share: 0.3 })).toMatchObject({
    status: 409,
    body: { code: "conflict", message: expect.stringContaining("version 1") },
  });
  expect(await put("holdout", 1, { share: 0.5 })).toMatchObject({ status: 200 });
  expect(await api("sam", "GET", "documents/holdout")).toMatchObject({
    etag: '"2"',
    body: { value: { share: 0.5 }, by: { name: "Ada" }, shipped: false },
  });
  const revert = (version: number) => api("ada", "POST", "documents/holdout/revert", { version });
  expect(await revert(1)).toMatchObject({ status: 200, body: { version: 3 } });
  expect(await revert(0)).toMatchObject({ status: 200, body: { version: 4 } });
  expect(await revert(40)).toMatchObject({ status: 404 });
  const { body } = await api("ada", "GET", "documents/holdout/history");
  expect(body.changes).toMatchObject([
    { version: 4, what: ["share: 0.2 → 0"] },
    { version: 3, what: ["share: 0.5 → 0.2"], note: "back to version 1" },
    { version: 2, what: ["share: 0.2 → 0.5"] },
    { version: 1, what: ["share: 0 → 0.2"], note: "a beginning", by: { name: "Ada" } },
  ]);
});

test("[ADM53] on the real stage an agent's profile is changed, seen by her console at once, and given back; her own work is no conflict", async () => {
  const sam = await heed.agent("sam");
  const id = await idOf("Sam");
  const listed = await api("ada", "GET", "agents");
  const before = listed.body.agents.find((agent: { id: string }) => agent.id === id);
  const { name, role, languages, skills, capacity } = before;
  const profile = { name, role, languages, skills, capacity };
  await sam.ask("presence", { status: "away" });
  await sam.ask("presence", { status: "online" });
  const change = (version: number, more: object) =>
    api("ada", "PUT", `agents/${id}`, { ...profile, ...more }, version);
  expect(
    await change(0, { capacity: 5, languages: { en: 5, fi: 2 }, note: "learning" }),
  ).toMatchObject({ status: 200, body: { version: 1 } });
  await sam.hear("presence", (seen) => seen.capacity === 5 && seen.languages.fi === 2);
  const colleagues = await sam.ask("colleagues", {});
  expect(colleagues.colleagues).toContainEqual(expect.objectContaining({ id, capacity: 5 }));
  expect(await change(0, { capacity: 6 })).toMatchObject({ status: 409 });
  expect(await change(1, { capacity: 99 })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/^capacity: /) },
  });
  expect(await change(1, { languages: { xx: 3 } })).toMatchObject({ status: 422 });
  expect(await api("ada", "POST", `agents/${id}/revert`, { version: 0 })).toMatchObject({
    status: 200,
    body: { version: 2 },
  });
  await sam.hear("presence", (seen) => seen.capacity === capacity && !("fi" in seen.languages));
  const audit = await api("ada", "GET", "audit");
  expect(audit.body.changes.slice(0, 2)).toMatchObject([
    { version: 2, of: { name: "Sam" }, by: { name: "Ada" }, note: "back to version 0" },
    { version: 1, of: { name: "Sam" }, note: "learning" },
  ]);
});

test("[ADM54] the last admin stays one, and whose role changes must come back with new rights", async () => {
  const ada = await idOf("Ada");
  const { body } = await api("ada", "GET", "agents");
  const profileOf = (id: string) => {
    const { name, languages, skills, capacity } = body.agents.find(
      (agent: { id: string }) => agent.id === id,
    );
    return { name, languages, skills, capacity };
  };
  const demoted = await api("ada", "PUT", `agents/${ada}`, { ...profileOf(ada), role: "agent" }, 0);
  expect(demoted).toMatchObject({
    status: 422,
    body: { message: expect.stringMatching(/^role: /) },
  });
  const maria = await heed.agent("maria");
  expect((await maria.ask("floor", {})).ok).toBe(true);
  const ended = new Promise((resolve) => maria.socket.once("disconnect", resolve));
  const id = await idOf("Maria");
  const change = await api("ada", "PUT", `agents/${id}`, { ...profileOf(id), role: "agent" }, 0);
  expect(change).toMatchObject({ status: 200 });
  await ended;
  expect((await api("maria", "GET", "experiment")).status).toBe(403);
  expect(await api("ada", "POST", `agents/${id}/revert`, { version: 0 })).toMatchObject({
    status: 200,
  });
  expect((await api("maria", "GET", "experiment")).status).toBe(200);
});
