import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";
import { OLGA } from "./team-office.ts";

let stage: ConsoleStage;
let page: Page | undefined;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await page?.context().close();
  page = undefined;
  stage.office.reset();
});

const opened = async (role: "agent" | "supervisor" | "admin"): Promise<Page> => {
  stage.office.role = role;
  page = await online(await stage.open());
  return page;
};

/** A chat of Olga's on the floor; waiting since then, or answered by her. */
function onFloor(name: string, language: string, waitsSince?: number): string {
  const id = stage.office.open({ name, language }, 0, OLGA);
  const view = stage.office.known.get(id)?.model.view;
  if (!view) throw new Error("no such chat");
  const { agent: _, ...unanswered } = view;
  const waits = waitsSince !== undefined;
  const conversation = waits ? { ...unanswered, status: "waiting" as const } : view;
  const each = { conversation, lastAt: Date.now(), ...(waits && { waitsSince }) };
  stage.office.team.floor = [...stage.office.team.floor, each];
  return id;
}

test("[CSL40] the floor is asked for while it is looked at, every five seconds, and not otherwise", async () => {
  const { office } = stage;
  onFloor("Pekka", "fi", Date.now() - 65_000);
  const desk = await opened("supervisor");
  await desk.getByText("All quiet").waitFor();
  expect(office.of("floor")).toEqual([]);
  await desk.keyboard.press("Alt+v");
  await desk.getByText("1 shopper waits for more than 1 min.").waitFor();
  const first = performance.now();
  await expect.poll(() => office.of("floor").length, { timeout: 9000 }).toBe(2);
  expect(performance.now() - first).toBeGreaterThan(3500);
  await desk.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await desk.waitForTimeout(6000);
  expect(office.of("floor")).toHaveLength(2);
  await desk.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(() => office.of("floor").length).toBe(3);
  await desk.keyboard.press("Alt+c");
  await desk.getByText("All quiet").waitFor();
  await desk.waitForTimeout(5500);
  expect(office.of("floor")).toHaveLength(3);
}, 60_000);

test("[CSL41] the floor shows service by language with its curves in words, and each agent's load", async () => {
  onFloor("Pekka", "fi", Date.now() - 30_000);
  onFloor("Anna", "sv");
  const desk = await opened("supervisor");
  await desk.keyboard.press("Alt+v");
  const row = desk.getByRole("row", { name: /^Finnish/ });
  await row.getByText("0 % of 1 wait").waitFor();
  await desk.getByRole("img", { name: "Waiting in Finnish: now 1, least 1, most 1" }).waitFor();
  await desk.getByRole("row", { name: /^Swedish 0 –/ }).waitFor();
  await desk.getByRole("listitem").filter({ hasText: "Olga" }).getByText("1 of 3").waitFor();
});

test("[CSL42] a supervisor watches, whispers, leaves, takes over and hands over; an agent has no floor", async () => {
  const { office } = stage;
  const id = onFloor("Pekka", "fi");
  const desk = await opened("supervisor");
  await desk.keyboard.press("Alt+v");
  await desk.getByRole("button", { name: /^Watch and whisper/ }).click();
  await desk.getByText("You watch. The shopper does not see you. Olga answers.").waitFor();
  expect(await desk.locator("#message").count()).toBe(0);
  await desk.fill("#note", "Offer the cover, too.");
  await desk.press("#note", "Enter");
  await desk.getByRole("log").getByText("Whisper from the supervisor").waitFor();
  expect(office.of("message:send")).toEqual([]);
  await desk.keyboard.press("Alt+w");
  await desk.getByText("All quiet").waitFor();
  expect(office.of("guest:leave")).toEqual([{ conversation: id }]);

  await desk.keyboard.press("Alt+v");
  await desk.getByRole("button", { name: /^Hand over/ }).click();
  const dialog = desk.getByRole("dialog", { name: "Hand over" });
  await dialog.getByRole("option", { name: /^Olga/ }).click();
  await dialog.getByRole("button", { name: /^Hand over/ }).click();
  await dialog.waitFor({ state: "detached" });
  expect(office.of("transfer")).toEqual([
    { conversation: id, to: { kind: "agent", agent: OLGA.id } },
  ]);

  office.team.gone.clear();
  await desk.getByRole("button", { name: /^Take over/ }).click();
  await desk.locator("#message").waitFor();
  expect(office.of("takeover")).toEqual([{ conversation: id }]);
  await desk.context().close();
  page = undefined;

  const agent = await opened("agent");
  expect(await agent.getByRole("navigation", { name: "Parts of the console" }).count()).toBe(0);
  await agent.keyboard.press("Alt+v");
  expect(await agent.getByText("Service by language").count()).toBe(0);
});
