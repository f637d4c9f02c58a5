import { expect, test } from "vitest";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";
import { online } from "./stage.ts";

useConsoleStage();

test("[CSL37] Enter closes with the likeliest values; the last cause is proposed again", async () => {
  const { office } = stage;
  const first = office.open({ name: "Maija" });
  const second = office.open({ name: "Pekka" });
  office.say(first, "Ole hyvä!", "agent");
  office.say(first, "Kiitos!");
  const desk = await openDesk();
  await desk.getByRole("log").getByText("Kiitos!").waitFor();
  await desk.keyboard.press("Alt+w");
  const dialog = desk.getByRole("dialog", { name: "Close chat" });
  await dialog.getByLabel("Cause").fill("wrong size");
  await dialog.getByLabel(/^Tags/).fill("vip, tarp");
  await desk.keyboard.press("Enter");
  await desk.getByText("This conversation is closed.").waitFor();
  expect(office.of("conversation:close")).toEqual([
    { conversation: first, resolution: "solved", cause: "wrong size", tags: ["vip", "tarp"] },
  ]);
  await desk.getByRole("button", { name: /^Pekka/ }).click();
  await desk.locator("#message:focus").waitFor();
  await desk.keyboard.press("Alt+w");
  await dialog.waitFor();
  expect(await dialog.getByLabel("No answer").isChecked()).toBe(true);
  // Nothing was said, so that nothing is known of why; what was chosen last is a press away.
  expect(await dialog.getByLabel("Cause").inputValue()).toBe("");
  await dialog.getByRole("button", { name: "wrong size" }).click();
  await dialog.getByLabel("No answer").focus();
  office.answers.set("conversation:close", () => ({ ok: false, code: "timeout", message: "x" }));
  await desk.keyboard.press("Enter");
  await dialog.getByText("No answer came in time. Try again.").waitFor();
  office.answers.clear();
  await desk.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  expect(office.of("conversation:close").at(-1)).toEqual({
    conversation: second,
    resolution: "no-answer",
    cause: "wrong size",
  });
});

test("[CSL37] where the agent has said nothing the chat is not proposed as solved, nor with a cause", async () => {
  const { office } = stage;
  const id = office.open({ name: "Maija" });
  office.say(id, "Onko siellä ketään?");
  const desk = await openDesk();
  await desk.getByRole("log").getByText("Onko siellä ketään?").waitFor();
  await desk.keyboard.press("Alt+w");
  const dialog = desk.getByRole("dialog", { name: "Close chat" });
  await dialog.waitFor();
  expect(await dialog.getByLabel("Unsolved").isChecked()).toBe(true);
  await desk.keyboard.press("Enter");
  await desk.getByText("This conversation is closed.").waitFor();
  expect(office.of("conversation:close")).toEqual([{ conversation: id, resolution: "unsolved" }]);
});

test("[CSL38] a reason goes with being away, and outlasts a reload", async () => {
  const desk = await openDesk();
  await desk.selectOption("header select", "away:lunch");
  await expect
    .poll(() => stage.office.of("presence").at(-1))
    .toEqual({ status: "away", reason: "lunch" });
  stage.office.asked.length = 0;
  await desk.reload();
  await expect
    .poll(() => stage.office.of("presence").at(-1))
    .toEqual({ status: "away", reason: "lunch" });
  await expect.poll(() => desk.inputValue("header select")).toBe("away:lunch");
  await desk.keyboard.press("Alt+b");
  await expect.poll(() => stage.office.of("presence").at(-1)).toEqual({ status: "online" });
});

test("[CSL38] one whom misses set away is told plainly and is back with one press", async () => {
  const { office } = stage;
  const desk = await openDesk();
  office.presence = "away";
  office.wire.emit("presence", office.profile);
  const told = desk
    .getByRole("alert")
    .filter({ hasText: "You are away now: no conversation will ring." });
  await told.getByText("You missed two in a row.").waitFor();
  await told.getByRole("button", { name: /^I'm back/ }).click();
  await told.waitFor({ state: "detached" });
  expect(office.of("presence").at(-1)).toEqual({ status: "online" });
});

test("[CSL39] a wrap-up keeps its slot with the time left, takes notes, and ends at once when the agent says so", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await openDesk();
  await desk.locator("#message").waitFor();
  await desk.keyboard.press("Alt+w");
  await desk.getByRole("dialog").waitFor();
  office.wrapUpMs = 45_000;
  office.presence = "wrap-up";
  await desk.keyboard.press("Enter");
  await desk.getByText("This conversation is closed.").waitFor();
  await desk.getByText(/^Wrap-up: 4[345] s left$/).waitFor();
  const me = desk.locator(".me");
  expect(await me.textContent()).toContain("1 of 3 slots · wrap-up");
  expect(await desk.inputValue("header select")).toBe("wrap-up");
  await desk.fill("#note", "Sent the size chart.");
  await desk.press("#note", "Enter");
  await desk.getByRole("log").getByText("Sent the size chart.").waitFor();
  office.presence = "online";
  await desk.keyboard.press("Alt+d");
  await desk.getByText(/^Wrap-up:/).waitFor({ state: "detached" });
  expect(office.of("wrap-up:end")).toEqual([{ conversation: id }]);
  expect(await me.textContent()).toContain("0 of 3 slots");
});

test("[CSL39] a wrap-up that runs out frees its slot without a word from the server", async () => {
  const { office } = stage;
  office.open();
  office.wrapUpMs = 2500;
  const desk = await openDesk();
  await desk.locator("#message").waitFor();
  await desk.keyboard.press("Alt+w");
  await desk.getByRole("dialog").waitFor();
  office.presence = "wrap-up";
  await desk.keyboard.press("Enter");
  await expect.poll(() => desk.inputValue("header select")).toBe("wrap-up");
  const value = () => desk.inputValue("header select");
  await expect.poll(value, { timeout: 8000 }).toBe("online");
  expect(await desk.locator(".me").textContent()).toContain("0 of 3 slots");
  expect(await desk.locator("#note").count()).toBe(0);
});

test("[CSL48] what was closed in this session can be read after a reload, until it is put away", async () => {
  const { office } = stage;
  const id = office.open({ name: "Maija" });
  office.say(id, "Kiitos avusta!");
  const desk = await openDesk();
  await desk.getByRole("log").getByText("Kiitos avusta!").waitFor();
  await desk.keyboard.press("Alt+w");
  await desk.getByRole("dialog").waitFor();
  await desk.keyboard.press("Enter");
  await desk.getByText("This conversation is closed.").waitFor();
  await desk.reload();
  await online(desk);
  await desk.getByRole("button", { name: /^Maija/ }).click();
  await desk.getByRole("log").getByText("Kiitos avusta!").waitFor();
  await desk.keyboard.press("Alt+w");
  await desk.getByText("All quiet").waitFor();
  await desk.reload();
  await online(desk);
  await desk.getByText("All quiet").waitFor();
  expect(await desk.getByRole("button", { name: /^Maija/ }).count()).toBe(0);
});
