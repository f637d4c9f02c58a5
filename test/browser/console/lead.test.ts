import { expect, test } from "vitest";
import { faults } from "./axe.ts";
import { openDesk, openPage, stage, useConsoleStage } from "./desk-pages.ts";
import { online } from "./stage.ts";
import { OLGA } from "./team-office.ts";

useConsoleStage();

const opened = (role: "agent" | "supervisor" | "admin") => openDesk({ role });

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
  const asked: number[] = [];
  office.answers.set("floor", () => {
    asked.push(performance.now());
    return undefined;
  });
  const desk = await opened("supervisor");
  await desk.getByText("All quiet").waitFor();
  expect(asked).toEqual([]);
  await desk.keyboard.press("Alt+v");
  await desk.getByText("1 shopper waits for more than 1 min.").waitFor();
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  const [first = 0, second = 0] = asked;
  expect(second - first).toBeGreaterThan(3500);
  await desk.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const hidden = asked.length;
  await desk.waitForTimeout(6000);
  expect(asked).toHaveLength(hidden);
  await desk.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(() => asked.length).toBeGreaterThan(hidden);
  await desk.keyboard.press("Alt+c");
  await desk.getByText("All quiet").waitFor();
  const left = asked.length;
  await desk.waitForTimeout(6000);
  expect(asked).toHaveLength(left);
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

test("[ALM2] an alarm stands in the list with a word and a sign, and all are counted", async () => {
  onFloor("Pekka", "fi", Date.now() - 65_000);
  onFloor("Anna", "sv");
  const { team } = stage.office;
  team.floor = team.floor.map((each) =>
    each.conversation.language === "sv"
      ? { ...each, topic: "payment", owedSince: Date.now() - 90_000, angry: true }
      : each,
  );
  const desk = await opened("supervisor");
  await desk.keyboard.press("Alt+v");
  const alert = desk.getByRole("alert");
  await alert.getByText("1 shopper waits for more than 1 min.").waitFor();
  await alert.getByText("1 shopper waits for a word for more than 1 min.").waitFor();
  await alert.getByText("1 chat with angry words.").waitFor();
  await desk.getByRole("button", { name: "Floor 3 alarms" }).waitFor();
  const chat = desk.getByRole("article", { name: "Swedish, payment" });
  expect(await chat.textContent()).toMatch(/waits for a word 1 min.*Waits for a word.*Angry words/);
  expect(await chat.locator(".sign").count()).toBe(2);
  const other = desk.getByRole("article", { name: "Finnish" });
  expect(await other.textContent()).toContain("Waits too long");
  // Named, so that the two curves can be told apart; and the same by topic.
  const titles = await desk.getByRole("columnheader").allTextContents();
  expect(titles.slice(0, 6)).toEqual([
    "Language",
    "Waiting",
    "Longest",
    "Waiting, ten minutes",
    "Within 20 s",
    "Within 20 s, ten minutes",
  ]);
  await desk.getByRole("row", { name: /^Payment 0 –/ }).waitFor();
  await desk.getByRole("row", { name: /^Not known 1/ }).waitFor();
  expect(await faults(desk)).toEqual([]);
});

test("[ALM4] an alarm that is new calls once, one that was there already does not", async () => {
  onFloor("Pekka", "fi", Date.now() - 65_000);
  const anna = onFloor("Anna", "sv");
  const page = await openPage({ role: "supervisor" });
  const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  await page.evaluate(() => {
    const titles: string[] = [];
    Object.assign(window, { shown: titles });
    class Seen {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title: string) {
        titles.push(title);
      }
      close() {}
    }
    Object.assign(window, { Notification: Seen });
    document.hasFocus = () => false;
  });
  await online(page);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Desktop notifications").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+v");
  await page.getByText("1 shopper waits for more than 1 min.").waitFor();
  expect(await shown()).toEqual([]);
  const { team } = stage.office;
  team.floor = team.floor.map((each) =>
    each.conversation.id === anna ? { ...each, angry: true } : each,
  );
  await expect.poll(shown, { timeout: 12_000 }).toEqual(["Angry words"]);
  const looks = stage.office.of("floor").length;
  await expect.poll(() => stage.office.of("floor").length, { timeout: 12_000 }).toBe(looks + 1);
  expect(await shown()).toEqual(["Angry words"]);
}, 60_000);

test("[CSL42] where nobody answers any more a watcher writes a note, and whispers to nobody", async () => {
  const { office } = stage;
  const id = onFloor("Pekka", "fi");
  const desk = await opened("supervisor");
  await desk.keyboard.press("Alt+v");
  await desk.getByRole("button", { name: /^Watch and whisper/ }).click();
  await desk.getByLabel("Whisper to the agent").waitFor();
  const view = office.known.get(id)?.model.view;
  if (!view) throw new Error("no such chat");
  const { agent: _, ...waits } = view;
  office.wire.emit("conversation", { ...waits, round: 2, status: "waiting" });
  await desk.getByText("You watch. The shopper does not see you. Nobody answers.").waitFor();
  await desk.getByLabel("Note for whoever will answer").waitFor();
  await desk.getByRole("button", { name: "Add note" }).waitFor();
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

  const agent = await opened("agent");
  expect(await agent.getByRole("navigation", { name: "Parts of the console" }).count()).toBe(0);
  await agent.keyboard.press("Alt+v");
  expect(await agent.getByText("Service by language").count()).toBe(0);
});
