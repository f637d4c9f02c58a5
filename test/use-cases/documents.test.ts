import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../functions/contract/decode.ts";
import { documentSchemas } from "../../functions/contract/http-documents.ts";
import type { DocumentName } from "../../functions/ports.ts";
import { readAudit } from "../../functions/use-cases/audit.ts";
import {
  documentHistory,
  readDocument,
  revertDocument,
} from "../../functions/use-cases/documents.ts";
import { replaceRules } from "../../functions/use-cases/rules.ts";
import { NEVER, POLICY, put } from "./documents-kit.ts";
import { World } from "./world.ts";

describe("changing a document", () => {
  test("[ADM10] what nobody has set is what the stage says; a document replaces the version it names, and no other", async () => {
    const world = new World({ timeZone: "Europe/Tallinn" });
    await world.agent("ada", { en: 5 });
    expect(await readDocument(world.deps, "hours")).toEqual({
      ok: true,
      name: "hours",
      version: 0,
      value: { timeZone: "Europe/Tallinn" },
      shipped: true,
    });
    expect(await put(world, "hours", 1, NEVER)).toMatchObject({ ok: false, code: "conflict" });
    expect(await put(world, "hours", 0, NEVER, "moving")).toEqual({ ok: true, version: 1 });
    const late = await put(world, "hours", 0, { timeZone: "UTC" });
    expect(late).toMatchObject({ code: "conflict", message: expect.stringContaining("version 1") });
    expect(await readDocument(world.deps, "hours")).toEqual({
      ok: true,
      name: "hours",
      version: 1,
      at: world.now,
      by: { id: "ada", name: "Ada" },
      note: "moving",
      value: NEVER,
      shipped: false,
    });
    expect(world.told.map(({ type, detail }) => [type, detail])).toContainEqual([
      "settings.changed",
      { name: "hours", version: 1, by: "ada" },
    ]);
  });

  test.each<[DocumentName, unknown, string, RegExp]>([
    ["hours", { timeZone: "Mars/Base" }, "refused", /^timeZone: /],
    ["hours", { timeZone: "UTC", usual: { 8: [] } }, "bad_payload", /^usual\.8: /],
    ["hours", { timeZone: "UTC", usual: { 1: [["9", "17:00"]] } }, "bad_payload", /^usual\.1\.0/],
    [
      "hours",
      {
        timeZone: "UTC",
        byLanguage: {
          fi: {
            2: [
              ["09:00", "12:00"],
              ["11:00", "15:00"],
            ],
          },
        },
      },
      "refused",
      /^byLanguage\.fi\.2: /,
    ],
    ["hours", { timeZone: "UTC", closed: ["tomorrow"] }, "bad_payload", /^closed\.0: /],
    ["holdout", { share: 1.5 }, "bad_payload", /^share: /],
    ["holdout", { share: 0.1, salt: "mine" }, "bad_payload", /^salt: /],
    ["offers", { ...POLICY, minPercent: 9 }, "refused", /^maxPercent: /],
    ["offers", { ...POLICY, dailyBudget: -1 }, "bad_payload", /^dailyBudget: /],
    ["theme", { accent: "red" }, "bad_payload", /^accent: /],
    ["replies", { en: { "Not an id": { title: "x", text: "y" } } }, "bad_payload", /^en\./],
    [
      "replies",
      { en: { hello: { title: "Hello", text: "Hi {{customer.first}}" } } },
      "refused",
      /^en\.hello\.text: there is no variable \{\{customer\.first\}\}/,
    ],
    ["guides", { words: { fi: { apology: "" } } }, "bad_payload", /^words\.fi\.apology: /],
    ["guides", { words: { fi: { apology: "{{x}}" } } }, "refused", /^words\.fi\.apology: /],
    ["guides", [], "bad_payload", /^payload: /],
    ["panel", { url: "javascript:alert(1)" }, "bad_payload", /^url: /],
    ["panel", { url: "https://{{customer.id}}.example/" }, "bad_payload", /^url: /],
    ["panel", { url: "https://shop.example/{{cart.total}}" }, "refused", /^url: there is no/],
  ])(
    "[ADM11] a broken %s document is refused with the path of its first fault, and nothing is written: %j",
    async (name, value, code, message) => {
      const world = new World();
      const refused = await put(world, name, 0, value);
      expect(refused).toMatchObject({ ok: false, code });
      expect("message" in refused && refused.message).toMatch(message);
      expect(await world.deps.store.document(name)).toBeUndefined();
      expect(await world.deps.store.audit({ now: world.now, limit: 9 })).toEqual([]);
      expect(world.told).toEqual([]);
    },
  );

  test("[ADM11] a document of more than 128 KB is too large", async () => {
    const text = "ä".repeat(1900);
    const replies = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`r${i}`, { title: "t", text }]),
    );
    const refused = await put(new World(), "replies", 0, { en: replies });
    expect(refused).toMatchObject({ code: "too_large" });
  });

  test("[ADM11] whatever is sent, an answer comes back and a saved value is one that its schema takes", async () => {
    const world = new World();
    const versions = { hours: 0, holdout: 0, offers: 0, theme: 0, replies: 0, guides: 0, panel: 0 };
    const names = Object.keys(versions) as DocumentName[];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, value) => {
        const saved = await put(world, name, versions[name], value);
        if (!saved.ok) return;
        versions[name] = saved.version;
        const live = await readDocument(world.deps, name);
        expect(live.ok && decode(documentSchemas[name], live.value).ok).toBe(true);
      }),
    );
  });

  test("[ADM12] the history says who, when, what and why; an earlier version comes back as a new one, 0 as what is shipped", async () => {
    const world = new World();
    const { deps } = world;
    await world.agent("ada", { en: 5 });
    await put(world, "holdout", 0, { share: 0.1 }, "to begin with");
    world.now += 1000;
    await put(world, "holdout", 1, { share: 0.3 });
    const revert = (version: number) =>
      revertDocument(deps, { name: "holdout", by: "ada", version });
    expect(await revert(1)).toEqual({ ok: true, version: 3 });
    expect(await readDocument(deps, "holdout")).toMatchObject({
      version: 3,
      value: { share: 0.1 },
    });
    expect(await revert(0)).toEqual({ ok: true, version: 4 });
    expect(await readDocument(deps, "holdout")).toMatchObject({
      version: 4,
      value: { share: 0 },
      shipped: true,
    });
    expect(await revert(9)).toMatchObject({ code: "not_found" });
    const history = await documentHistory(deps, "holdout");
    const by = { id: "ada", name: "Ada" };
    expect(history.ok && history.changes).toMatchObject([
      { version: 4, by, what: ["share: 0.1 → 0"], note: "back to what is shipped" },
      { version: 3, by, what: ["share: 0.3 → 0.1"], note: "back to version 1" },
      { version: 2, by, what: ["share: 0.1 → 0.3"], at: world.now },
      { version: 1, by, what: ["share: 0 → 0.1"], note: "to begin with", at: world.now - 1000 },
    ]);
  });

  test("[ADM13] the audit holds the changes of rules and documents alike, and pages through them all", async () => {
    const world = new World();
    await world.agent("ada", { en: 5 });
    for (let n = 0; n < 60; n++) {
      world.now += 1000;
      await put(world, "holdout", n, { share: n / 100 });
    }
    const rule = { id: "angry", priority: 1, on: ["rage-click"], texts: { en: "Hi" } };
    await replaceRules(world.deps, { by: "ada", version: 0, rules: [rule], note: "fewer" });
    const first = await readAudit(world.deps);
    if (!first.ok) throw new Error(first.message);
    expect(first.changes).toHaveLength(50);
    expect(first.changes[0]).toMatchObject({
      name: "rules",
      version: 1,
      note: "fewer",
      by: { name: "Ada" },
    });
    expect(first.changes[0]?.what).toContain("payment-declined: taken away");
    expect(first.changes[0]?.what).toContain("angry: added");
    const second = await readAudit(world.deps, first.next);
    if (!second.ok) throw new Error(second.message);
    expect(second.next).toBeUndefined();
    const all = [...first.changes, ...second.changes].map(
      ({ name, version }) => `${name} ${version}`,
    );
    expect(new Set(all).size).toBe(61);
    expect(all.at(-1)).toBe("holdout 1");
  });
});
