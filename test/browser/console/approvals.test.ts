import { expect, test } from "vitest";
import type { ApprovalView } from "../../../functions/contract/approval.ts";
import { failure } from "../../../functions/contract/result.ts";
import { faults, overflows } from "./axe.ts";
import { AINO } from "./back-office.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";
import { OLGA } from "./team-office.ts";

useConsoleStage();

const opened = (role: "agent" | "supervisor", options = {}) => openDesk({ ...options, role });

const approval = (code: string, more: Partial<ApprovalView> = {}): ApprovalView => ({
  code,
  conversation: "conversation-x",
  agent: { id: OLGA.id, name: OLGA.name },
  percent: 20,
  cost: 15.8,
  cart: 79,
  currency: "EUR",
  until: Date.now() + 90_000,
  fallback: 10,
  why: "Her parcel was lost twice.",
  ...more,
});

const over = (code: string, outcome: string, more = {}) => ({
  code,
  conversation: "conversation-x",
  outcome,
  ...more,
});

test("[APR10] a supervisor sees who asks, for what, why and how long, approves a lower one by mouse and the next by key", async () => {
  const { office } = stage;
  office.approvals = [approval("FIRST")];
  const answered = { ok: true, over: over("FIRST", "approved", { percent: 15 }) };
  office.answers.set("approval:answer", () => answered);
  const desk = await opened("supervisor");
  const card = desk.getByRole("article", { name: "Olga asks for 20 %" });
  await card.getByText("Her parcel was lost twice.").waitFor();
  expect(await card.textContent()).toMatch(/€15\.80 of €79\.00.*Without an answer 10 % is made in/);
  expect(await faults(desk)).toEqual([]);
  await card.getByLabel("Percent").fill("15");
  await card.getByRole("button", { name: "Approve 15 %" }).click();
  await card.waitFor({ state: "detached" });
  expect(office.of("approval:answer")).toEqual([{ code: "FIRST", answer: "approve", percent: 15 }]);

  office.wire.emit("approval", approval("SECOND", { percent: 12 }));
  await desk.getByRole("article", { name: "Olga asks for 12 %" }).waitFor();
  office.answers.set("approval:answer", () => ({ ok: true, over: over("SECOND", "approved") }));
  await desk.keyboard.press("Alt+p");
  await desk.getByRole("article", { name: "Olga asks for 12 %" }).waitFor({ state: "detached" });
  expect(office.of("approval:answer").at(-1)).toEqual({ code: "SECOND", answer: "approve" });
});

test("[APR10] a refusal may have a reason; who comes second is told so, and a card that somebody answered goes", async () => {
  const { office } = stage;
  office.approvals = [
    approval("A"),
    approval("B", { percent: 12 }),
    approval("C", { percent: 11 }),
  ];
  const desk = await opened("supervisor");
  const card = desk.getByRole("article", { name: "Olga asks for 20 %" });
  office.answers.set("approval:answer", () => ({ ok: true, over: over("A", "refused") }));
  await card.getByLabel("Reason, if you refuse").fill("Not on this cart");
  await card.getByRole("button", { name: "Refuse" }).click();
  await card.waitFor({ state: "detached" });
  expect(office.of("approval:answer")).toEqual([
    { code: "A", answer: "refuse", reason: "Not on this cart" },
  ]);
  office.answers.set("approval:answer", () =>
    failure("conflict", "it was approved by Maria before"),
  );
  await desk.keyboard.press("Alt+z");
  await desk.getByText("It was approved by Maria before.").waitFor();
  office.wire.emit("approval:over", over("C", "timed-out", { percent: 10 }));
  await desk.getByRole("heading", { name: "To approve" }).waitFor({ state: "detached" });
});

test("[APR10] on a narrow screen in the dark the cards have no fault that axe knows of, and nothing scrolls sideways", async () => {
  stage.office.approvals = [approval("A"), approval("B", { percent: 12 })];
  const viewport = { width: 320, height: 640 };
  const desk = await opened("supervisor", { viewport, colorScheme: "dark" });
  await desk.getByRole("article", { name: "Olga asks for 12 %" }).waitFor();
  expect(await faults(desk)).toEqual([]);
  expect(await overflows(desk)).toBe(false);
});

test("[APR11] an agent asks with a word of why, sees that a supervisor is asked, and reads what came of it with the words that go with it", async () => {
  const { office } = stage;
  const reason = { rule: "error-page", values: {} };
  const id = office.open({ cart: { value: 79, currency: "EUR", items: 1 }, reason });
  const waits = approval("MINE", { conversation: id, agent: AINO });
  office.answers.set("offer:propose", () => ({
    ok: true,
    code: "MINE",
    expiresAt: Date.now() + 1e6,
    approval: waits,
  }));
  const desk = await opened("agent");
  await desk.getByRole("button", { name: /^Ask for 20 % \(€15\.80\)/ }).click();
  await desk.getByLabel("Why, for the supervisor").fill("Lost twice");
  await desk.keyboard.press("Enter");
  await desk.getByText(/A supervisor is asked for/).waitFor();
  expect(office.of("offer:propose")).toMatchObject([
    { conversation: id, percent: 20, why: "Lost twice" },
  ]);
  expect(await faults(desk)).toEqual([]);
  // While one waits no other can be made.
  await desk.getByRole("button", { name: /^5 % off/ }).focus();
  await desk.keyboard.press("Enter");
  const by = { id: "agent-maria", name: "Maria" };
  const result = { ...over("MINE", "approved", { percent: 15, by }), conversation: id };
  office.wire.emit("approval:over", result);
  await desk.getByText("Maria approved 15 %.").waitFor();
  expect(office.of("offer:propose")).toHaveLength(1);
  await desk.getByText("Words that go with it:").waitFor();
  expect(await desk.locator(".suggestion q").textContent()).toContain("15 %");
  expect(await desk.getByRole("heading", { name: "To approve" }).count()).toBe(0);
  await desk.getByRole("button", { name: "Put away" }).click();
  await desk.getByText("Maria approved 15 %.").waitFor({ state: "detached" });
});

test.each([
  ["refused", { by: { id: "m", name: "Maria" }, reason: "too dear" }, "Maria refused: too dear"],
  ["timed-out", { percent: 10 }, "Nobody answered. 10 % was made."],
  ["withdrawn", {}, "It was taken back with the end of the chat."],
])(
  "[APR11] after a reload she finds what waits, and reads that it was %s",
  async (outcome, more, words) => {
    const { office } = stage;
    const id = office.open({ cart: { value: 79, currency: "EUR", items: 1 } });
    office.approvals = [approval("MINE", { conversation: id, agent: AINO })];
    const desk = await opened("agent");
    await desk.getByText(/A supervisor is asked for/).waitFor();
    office.wire.emit("approval:over", { ...over("MINE", outcome, more), conversation: id });
    await desk.getByText(words).waitFor();
  },
);

test("[CSL17] the guide and the buttons name the same figures, whatever the stage's policy is", async () => {
  const { office } = stage;
  office.open();
  const limits = { minPercent: 3, approveAbove: 8, maxPercent: 8 };
  const desk = await opened("agent");
  const guide = desk.getByText(/^Up to 5 % after their questions/);
  await guide.waitFor();
  await desk.getByRole("button", { name: /^5 % off/ }).waitFor();
  office.limits = limits;
  office.wire.cut();
  await desk.getByRole("button", { name: /^3 % off/ }).waitFor();
  await desk.getByText(/^Up to 3 % after their questions/).waitFor();
  expect(await desk.getByRole("button", { name: /^8 % off/ }).count()).toBe(1);
  expect(await desk.getByRole("button", { name: /Ask for/ }).count()).toBe(0);
});
