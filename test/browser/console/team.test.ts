import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { AINO } from "./back-office.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";
import { online } from "./stage.ts";
import { MARIA, OLGA } from "./team-office.ts";

useConsoleStage();

const opened = async (): Promise<Page> => {
  const page = await openDesk();
  await page.locator(".conversation").waitFor();
  return page;
};

test("[CSL35] a hand-over by keyboard: to whom, an edited summary; a failure is said and the chat stays", async () => {
  const { office } = stage;
  const id = office.open({ name: "Maija" });
  office.say(id, "Puhutteko venäjää?");
  const desk = await opened();
  await desk.getByRole("log").getByText("Puhutteko").waitFor();
  await desk.keyboard.press("Alt+h");
  const dialog = desk.getByRole("dialog", { name: "Hand over" });
  await dialog.getByRole("option", { name: /^Olga.*online.*2 free slots.*Russian/ }).waitFor();
  await desk.keyboard.type("payment");
  await desk.keyboard.press("Enter");
  const summary = dialog.getByLabel("What Who knows payment must know");
  await expect
    .poll(() => summary.inputValue())
    .toMatch(/^Maija, speaks Finnish.*\n.*\n- Shopper: Puhutteko/);
  await summary.fill("Card declined twice.");
  office.answers.set("transfer", () => ({ ok: false, code: "no_agent", message: "none" }));
  await desk.keyboard.press("Control+Enter");
  await dialog.getByText("Nobody who could take it is free now. It stays with you.").waitFor();
  office.answers.clear();
  await desk.keyboard.press("Control+Enter");
  await desk.getByText("All quiet").waitFor();
  const to = { kind: "skill", skill: "payment" };
  expect(office.of("transfer").at(-1)).toEqual({
    conversation: id,
    to,
    summary: "Card declined twice.",
  });
});

test("[CSL36] a change of language is told, and one press hands the chat over with what was said", async () => {
  const { office } = stage;
  const id = office.open({ name: "Maija" });
  office.say(id, "Спасибо");
  const desk = await opened();
  await desk.getByRole("log").getByText("Спасибо").waitFor();
  office.wire.emit("spoken", { conversation: id, language: "sv", handOver: false });
  await desk.getByText("The shopper now writes Swedish.").waitFor();
  expect(await desk.getByRole("button", { name: /^Hand over to who/ }).count()).toBe(0);
  await desk.getByRole("button", { name: "Good" }).click();
  await desk.getByText("The shopper now writes Swedish.").waitFor({ state: "detached" });
  office.wire.emit("spoken", { conversation: id, language: "ru", handOver: true });
  await desk.getByRole("button", { name: "Hand over to who speaks Russian" }).click();
  await desk.getByText("All quiet").waitFor();
  expect(office.of("transfer")).toEqual([
    {
      conversation: id,
      to: { kind: "language", language: "ru" },
      summary: expect.stringContaining("Спасибо"),
    },
  ]);
});

test("[CSL46] an agent sees who is here and who watches, and invites a colleague by keyboard", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await opened();
  const guests = [
    { id: OLGA.id, name: "Olga", mode: "join" },
    { id: MARIA.id, name: "Maria", mode: "watch" },
  ];
  office.wire.emit("guests", { conversation: id, guests });
  await desk.getByText("Also here: Olga").waitFor();
  await desk.getByText("Watching: Maria").waitFor();
  office.wire.emit("guests", { conversation: id, guests: [] });
  await desk.getByText("Also here: Olga").waitFor({ state: "detached" });
  await desk.keyboard.press("Alt+i");
  await desk.getByRole("option", { name: /^Olga/ }).waitFor();
  await desk.keyboard.type("mari");
  await desk.keyboard.press("Enter");
  await desk.getByRole("dialog").waitFor({ state: "detached" });
  expect(office.of("guest:invite")).toEqual([{ conversation: id, agent: MARIA.id }]);
});

test("[CSL46] a chat that one is invited to comes to the desk, can be written in, outlasts a reload, and can be left", async () => {
  const { office } = stage;
  const id = office.open({ name: "Pekka" }, 0, OLGA);
  const page = await openDesk();
  await page.getByText("All quiet").waitFor();
  const guests = [{ id: AINO.id, name: AINO.name, mode: "join" as const }];
  office.team.guests.set(id, guests);
  office.wire.emit("conversation", office.known.get(id)?.model.view);
  await page.getByText("With colleagues").waitFor();
  await page.getByRole("button", { name: /^Pekka/ }).click();
  await page.getByText("You are a guest here. Olga answers.").waitFor();
  await page.reload();
  await online(page);
  await page.getByText("You are a guest here. Olga answers.").waitFor();
  await page.fill("#message", "Hei!");
  await page.press("#message", "Enter");
  await page.getByText(/· sent/).waitFor();
  expect(await page.getByRole("button", { name: "Close chat" }).count()).toBe(0);
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByText("All quiet").waitFor();
  expect(office.of("guest:leave")).toEqual([{ conversation: id }]);
});

test("[CSL47] who has something begun is warned when a colleague has just written", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await opened();
  const olga = { kind: "agent", id: OLGA.id, name: "Olga" } as const;
  const warning = desk.getByText("Olga has just written to the shopper");
  office.put(id, { kind: "text", text: "Autan tässä" }, olga);
  await desk.getByRole("log").getByText("Autan tässä").waitFor();
  expect(await warning.count()).toBe(0);
  await desk.fill("#message", "Minäkin");
  await warning.waitFor();
  await desk.fill("#message", "");
  await warning.waitFor({ state: "detached" });
});

test("[CSL52] a chat that a colleague takes over leaves the desk, and the agent is told by whom", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await opened();
  const view = office.known.get(id)?.model.view;
  office.wire.emit("conversation", { ...view, agent: { id: MARIA.id, name: "Maria" } });
  await desk.getByText("All quiet").waitFor();
  await desk.getByRole("status").getByText("Maria has taken over the chat.").waitFor();
});
