import { describe, expect, test } from "vitest";
import type { AgentBody } from "../../functions/contract/http-documents.ts";
import { changeAgent, listAgents, revertAgent } from "../../functions/use-cases/agent-admin.ts";
import { readAudit } from "../../functions/use-cases/audit.ts";
import { documentHistory } from "../../functions/use-cases/documents.ts";
import { isLead } from "../../functions/use-cases/lead.ts";
import { openChat } from "../../functions/use-cases/open-chat.ts";
import { setPresence } from "../../functions/use-cases/presence.ts";
import { World } from "./world.ts";

const AINO: AgentBody = {
  name: "Aino",
  role: "agent",
  languages: { fi: 5 },
  skills: { payment: 4 },
  capacity: 2,
};

/** Aino, who is online, and two admins. */
async function team(): Promise<World> {
  const world = new World();
  await world.agent("aino", { fi: 5 });
  await world.agent("olga", { en: 5 }, { role: "admin" });
  await world.agent("rasmus", { en: 5 }, { role: "admin" });
  return world;
}

const change = (world: World, version: number, more: Partial<AgentBody>, id = "aino") =>
  changeAgent(world.deps, id, { by: "olga", version, body: { ...AINO, ...more } });

describe("agents", () => {
  test("[ADM30] a changed profile is in the rosters and on the agent's own console at once, and what she does is left alone", async () => {
    const world = await team();
    const before = await world.deps.store.agent("aino");
    expect(await change(world, 0, { languages: { et: 4, fi: 0 }, capacity: 5 })).toEqual({
      ok: true,
      version: 1,
    });
    expect(await world.deps.store.roster("fi")).toEqual([]);
    expect(await world.deps.store.roster("et")).toMatchObject([{ agent: "aino", capacity: 5 }]);
    expect(world.heard("c-aino", "presence").at(-1)).toMatchObject({
      languages: { et: 4 },
      capacity: 5,
      presence: "online",
    });
    expect(world.gone.has("c-aino")).toBe(false);
    const after = await world.deps.store.agent("aino");
    expect(after).toMatchObject({
      seenUntil: before?.seenUntil,
      slots: before?.slots,
      authVersion: 0,
    });
  });

  test("[ADM30] a language that somebody waits for rings at once", async () => {
    const world = await team();
    await openChat(world.deps, await world.shopper("s1"), { language: "et" });
    expect(world.heard("c-aino", "ring")).toEqual([]);
    await change(world, 0, { languages: { fi: 5, et: 5 } });
    expect(world.heard("c-aino", "ring")).toHaveLength(1);
  });

  test("[ADM31] a change names the profile's version, which the agent's own work does not raise", async () => {
    const world = await team();
    const caller = { connection: "c-aino", owner: { role: "agent", id: "aino" } } as const;
    await setPresence(world.deps, caller, { status: "away" });
    await setPresence(world.deps, caller, { status: "online" });
    expect(await change(world, 0, { capacity: 3 })).toEqual({ ok: true, version: 1 });
    const late = await change(world, 0, { capacity: 4 });
    expect(late).toMatchObject({ code: "conflict", message: expect.stringContaining("version 1") });
    expect(await change(world, 1, { capacity: 3 })).toEqual({ ok: true, version: 1 });
    const listed = await listAgents(world.deps);
    expect(listed.ok && listed.agents.map(({ name, version }) => [name, version])).toEqual([
      ["Aino", 1],
      ["Olga", 0],
      ["Rasmus", 0],
    ]);
  });

  test.each<[string, Partial<AgentBody>, RegExp]>([
    ["a language that the stage does not serve", { languages: { xx: 5 } }, /^languages\.xx: /],
    ["no language", { languages: { fi: 0 } }, /^languages: /],
  ])("[ADM32] a profile with %s is refused by its path", async (_, more, message) => {
    const world = await team();
    const refused = await change(world, 0, more);
    expect(refused).toMatchObject({ code: "refused", message: expect.stringMatching(message) });
    expect(await world.deps.store.agent("aino")).not.toHaveProperty("changed");
  });

  test("[ADM33] a change of role ends the rights of before and brings her console back with the new ones", async () => {
    const world = await team();
    const lead = {
      connection: "c-rasmus",
      owner: { role: "agent", id: "rasmus" },
      authVersion: 0,
    } as const;
    expect(await isLead(world.deps, lead)).toBe(true);
    const demoted = { ...AINO, name: "Rasmus", languages: { en: 5 as const } };
    expect(await change(world, 0, { ...demoted, role: "supervisor" }, "rasmus")).toMatchObject({
      ok: true,
    });
    expect(await isLead(world.deps, lead)).toBe(false);
    expect(world.gone.has("c-rasmus")).toBe(true);
    expect(await isLead(world.deps, { ...lead, authVersion: 1 })).toBe(true);
    expect(await setPresence(world.deps, lead, { status: "away" })).toMatchObject({
      code: "unauthorised",
    });
  });

  test("[ADM34] the last admin stays one, also when two take each other's role at the same moment", async () => {
    const world = await team();
    const demote = (id: string) =>
      changeAgent(world.deps, id, {
        by: id === "olga" ? "rasmus" : "olga",
        version: 0,
        body: { ...AINO, name: id, languages: { en: 5 } },
      });
    const answers = await Promise.all([demote("olga"), demote("rasmus")]);
    const admins = (await world.deps.store.allAgents()).filter(({ role }) => role === "admin");
    expect(admins.length).toBeGreaterThan(0);
    expect(answers.filter(({ ok }) => ok).length).toBe(2 - admins.length);
    const [last] = admins;
    const lonely = new World();
    await lonely.agent("olga", { en: 5 }, { role: "admin" });
    const refused = await change(lonely, 0, { languages: { en: 5 } }, "olga");
    expect(refused).toMatchObject({ code: "refused", message: expect.stringMatching(/^role: /) });
    expect((await lonely.deps.store.agent("olga"))?.role).toBe("admin");
    expect(last?.authVersion).toBeGreaterThanOrEqual(0);
  });

  test("[ADM35] every profile that was can be had again, the first included, and the audit names agent, admin and what changed", async () => {
    const world = await team();
    await change(world, 0, { capacity: 4 });
    world.now += 1000;
    await changeAgent(world.deps, "aino", {
      by: "rasmus",
      version: 1,
      body: { ...AINO, capacity: 6, note: "a busy week" },
    });
    world.now += 1000;
    expect(await revertAgent(world.deps, "aino", { by: "olga", version: 0 })).toEqual({
      ok: true,
      version: 3,
    });
    const aino = await world.deps.store.agent("aino");
    expect(aino).toMatchObject({ capacity: 2, skills: { delivery: 4 }, languages: { fi: 5 } });
    expect(await revertAgent(world.deps, "aino", { by: "olga", version: 9 })).toMatchObject({
      code: "not_found",
    });
    const history = await documentHistory(world.deps, "agent:aino");
    expect(history.ok && history.changes.map(({ version }) => version)).toEqual([3, 2, 1, 0]);
    const audit = await readAudit(world.deps);
    expect(audit.ok && audit.changes).toMatchObject([
      { version: 3, of: { name: "Aino" }, by: { name: "Olga" }, note: "back to version 0" },
      { version: 2, by: { name: "Rasmus" }, what: ["capacity: 4 → 6"], note: "a busy week" },
      { version: 1, by: { name: "Olga" } },
    ]);
    expect(audit.ok && audit.changes).toHaveLength(3);
  });
});
