import { describe, expect, test } from "vitest";
import type { Body, Sender } from "../../functions/contract/conversation.ts";
import type { Colleague, Note } from "../../functions/contract/desk.ts";
import { causesFor, tagsOf } from "../../web/console/desk/causes.ts";
import { justAnswered } from "../../web/console/desk/collision.ts";
import { interleave, keyOf } from "../../web/console/desk/lines.ts";
import { mentionsIn, mergeNotes } from "../../web/console/desk/notes.ts";
import { profileNow } from "../../web/console/desk/profile-now.ts";
import { summaryOf } from "../../web/console/desk/summary.ts";
import { targetsOf } from "../../web/console/desk/targets.ts";
import type { Entry } from "../../web/shared/conversation-state.ts";

const AINO = { kind: "agent", id: "agent-aino", name: "Aino" } as const;
const OLGA = { kind: "agent", id: "agent-olga", name: "Olga" } as const;

function said(seq: number, at: number, from: Sender, body: Body | string): Entry {
  const told: Body = typeof body === "string" ? { kind: "text", text: body } : body;
  const message = { conversation: "c", seq, at, from, body: told, outbox: "o", n: seq };
  return { kind: "stored", message, mine: false };
}

const note = (key: string, at: number, change: Partial<Note> = {}): Note => ({
  conversation: "c",
  key,
  at,
  kind: "note",
  by: { id: OLGA.id, name: OLGA.name },
  text: key,
  ...change,
});

const person = (id: string, name: string, change: Partial<Colleague> = {}): Colleague => ({
  id,
  name,
  role: "agent",
  languages: {},
  skills: {},
  presence: "online",
  capacity: 3,
  load: 0,
  ...change,
});

describe("notes", () => {
  test("[CSL32] notes stand at their time, and what was said keeps its order whatever its times are", () => {
    const shopper = { kind: "shopper" } as const;
    const entries = [said(1, 10, shopper, "a"), said(2, 30, AINO, "b"), said(3, 20, shopper, "c")];
    const lines = interleave(entries, [note("early", 5), note("between", 15), note("late", 40)]);
    expect(lines.map(keyOf)).toEqual([
      "note early",
      "o 1",
      "note between",
      "o 2",
      "o 3",
      "note late",
    ]);
    expect(interleave(entries, [])).toBe(entries);
  });

  test("[CSL33] a note that comes twice stands once, and all stand by time", () => {
    const merged = mergeNotes([note("a", 20)], [note("b", 10), note("a", 20)]);
    expect(merged.map(({ key }) => key)).toEqual(["b", "a"]);
  });

  test.each([
    ["@Anna Lee, look", ["lee"]],
    ["look, @anna", ["anna"]],
    ["@Anna and @Anna Lee", ["lee", "anna"]],
    ["@Annabel is somebody else", []],
    ["mail lee@anna.example", []],
    ["@C++ (us) helps", ["odd"]],
  ])("[CSL34] “%s” names %j", (text, named) => {
    const all = [person("anna", "Anna"), person("lee", "Anna Lee"), person("odd", "C++ (us)")];
    expect(mentionsIn(text, all)).toEqual(named);
  });

  test("[CSL34] one note names no more colleagues than the wire takes", () => {
    const all = Array.from({ length: 9 }, (_, n) => person(`p${n}`, `Person ${n}`));
    expect(mentionsIn(all.map(({ name }) => `@${name}`).join(" "), all)).toHaveLength(5);
  });
});

describe("hand-over", () => {
  test("[CSL35] the summary tells who it is, what was noted, and the last words, each cut to a line", () => {
    const entries = Array.from({ length: 9 }, (_, n) =>
      said(n + 1, n, n % 2 ? AINO : { kind: "shopper" }, `word ${n + 1}\n${"long ".repeat(60)}`),
    );
    const offer = { code: "X", percent: 10, expiresAt: 0, status: "open" } as const;
    const text = summaryOf({
      context: {
        visitor: "v",
        name: "Maija",
        language: "fi",
        cart: { value: 79, currency: "EUR", items: 1 },
        trail: [],
        reason: { rule: "cart-hesitation", values: {} },
      },
      entries: [...entries, said(10, 10, AINO, { kind: "offer", offer })],
      notes: [
        note("promised free delivery", 1),
        note("scores", 2, { kind: "routing" }),
        note("be quick", 3, { kind: "whisper" }),
      ],
    });
    const lines = text.split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "Maija, speaks Finnish; invited for cart hesitation; cart of €79.00 (1 piece).",
      "Notes:",
      "- Olga: promised free delivery",
      "Last words:",
    ]);
    expect(lines).toHaveLength(10);
    expect(lines[4]).toMatch(/^- Shopper: word 5 long/);
    expect(lines.at(-1)).toBe("- Aino offered 10 %");
    expect(Math.max(...lines.slice(4).map((line) => line.length))).toBeLessThan(180);
    expect(text).not.toMatch(/scores|be quick/);
  });

  test("[CSL35] who is there and free stands first; then a supervisor, languages, skills, with how many are online", () => {
    const targets = targetsOf([
      person("off", "Aada", { presence: "offline", languages: { fi: 5 } }),
      person("full", "Bea", { load: 3, languages: { fi: 5 }, skills: { payment: 3 } }),
      person("free", "Cia", { load: 1, languages: { ru: 5 }, role: "supervisor" }),
      person("away", "Dora", { presence: "away", reason: "lunch" }),
    ]);
    expect(targets.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
      "Cia: online · 2 free slots · Russian",
      "Bea: online · 0 free slots · Finnish",
      "Dora: away (lunch) · 3 free slots",
      "Aada: offline · 3 free slots · Finnish",
      "A supervisor: 1 online",
      "Who speaks Russian: 1 online",
      "Who speaks Finnish: 1 online",
      "Who knows payment: 1 online",
    ]);
  });
});

describe("two at once", () => {
  const now = 100_000;
  test.each([
    ["a colleague a moment ago", [said(1, now - 3000, OLGA, "hei")], "Olga"],
    ["a colleague long ago", [said(1, now - 60_000, OLGA, "hei")], undefined],
    ["this agent herself", [said(1, now - 3000, AINO, "hei")], undefined],
    ["the shopper", [said(1, now - 3000, { kind: "shopper" }, "hei")], undefined],
    [
      "a colleague before this agent",
      [said(1, now - 4000, OLGA, "hei"), said(2, now - 2000, AINO, "moi")],
      undefined,
    ],
  ] as const)("[CSL47] the last words are of %s", (_, entries, name) => {
    expect(justAnswered(entries, AINO.id, now)).toBe(name);
  });
});

describe("wrap-up", () => {
  const profile = {
    id: "a",
    name: "Aino",
    role: "agent",
    languages: {},
    skills: {},
    capacity: 3,
    load: 9,
  } as const;
  test.each([
    ["wrap-up", 0, 50, { presence: "wrap-up", load: 1 }],
    ["wrap-up", 0, 101, { presence: "online", load: 0 }],
    ["wrap-up", 1, 50, { presence: "online", load: 2 }],
    ["online", 0, 50, { presence: "wrap-up", load: 1 }],
    ["away", 0, 50, { presence: "away", load: 1 }],
    ["offline", 2, 101, { presence: "offline", load: 2 }],
  ] as const)(
    "[CSL39] told %s with %i busy at %i of a wrap-up that ends at 100: %j",
    (presence, busy, now, is) => {
      expect(profileNow({ ...profile, presence, wrapUps: { c: 100 } }, busy, now)).toMatchObject(
        is,
      );
    },
  );
});

describe("closing", () => {
  test("[CSL37] causes: the last one chosen, then the rule's, then the usual ones, each once", () => {
    const reason = { rule: "payment-declined", values: {} };
    expect(causesFor(reason, "returns").slice(0, 3)).toEqual([
      "returns",
      "card declined",
      "bank confirmation",
    ]);
    const all = causesFor(reason, "returns");
    expect(new Set(all).size).toBe(all.length);
    expect(causesFor(undefined)).toContain("other");
  });

  test("[CSL37] tags are parted by commas, each once, within the wire's bounds", () => {
    expect(tagsOf(" vip, late ,vip,, ")).toEqual(["vip", "late"]);
    const many = Array.from({ length: 20 }, (_, n) => `tag ${n} ${"x".repeat(60)}`).join(",");
    expect(tagsOf(many)).toHaveLength(10);
    expect(Math.max(...tagsOf(many).map(({ length }) => length))).toBe(40);
  });
});
