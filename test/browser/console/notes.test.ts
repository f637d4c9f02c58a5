import { expect, test } from "vitest";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";
import { online } from "./stage.ts";
import { MARIA, OLGA } from "./team-office.ts";

useConsoleStage();

const by = { id: OLGA.id, name: OLGA.name };

test("[CSL32] notes stand among the messages as not for the shopper, a whisper by another name; why this agent stands beside", async () => {
  const { office } = stage;
  const id = office.open({}, 60_000);
  office.say(id, "Ennen");
  const at = Date.now() - 30_000;
  const put = (key: string, kind: "note" | "whisper" | "routing", text: string) =>
    office.team.put({ conversation: id, key, at, kind, by, text });
  put("note-000001", "note", "She asked before.");
  put("note-000002", "routing", "Finnish 5 of 5");
  const desk = await openDesk();
  const log = desk.getByRole("log");
  await log.getByText("She asked before.").waitFor();
  office.say(id, "Jälkeen");
  const whisper = {
    conversation: id,
    key: "note-000003",
    at: Date.now(),
    kind: "whisper",
    by,
    text: "Be quick.",
  };
  office.wire.emit("note", whisper);
  await log.getByText("Be quick.").waitFor();
  const words = (await log.textContent()) ?? "";
  expect(words).toMatch(/Ennen.*Note · Olga .*not visible to the shopper.*She asked before/s);
  expect(words).toMatch(/Jälkeen.*Whisper from the supervisor/s);
  expect(words).not.toContain("Finnish 5 of 5");
  const side = desk.getByRole("region", { name: "Shopper" });
  await side.getByText("Finnish 5 of 5").waitFor();
  const colour = (selector: string) =>
    desk
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await colour(".note-line")).not.toBe(await colour(".bubble"));
  const ring = office.ring({ language: "sv" });
  office.wire.emit("ring", {
    ...ring,
    round: 2,
    why: ["1. Aino: fluent (score 0.7).", "longest idle"],
  });
  await desk.getByRole("article", { name: "Ringing: Swedish" }).getByText("Why you").click();
  await desk.getByText("1. Aino: fluent").waitFor();
  // The figures are for who wants them.
  await desk.locator("small").getByText("score 0.7", { exact: true }).waitFor();
});

test("[CSL33] Alt N writes a note under its own key and draft, and nothing of it goes to the shopper", async () => {
  const { office } = stage;
  office.open();
  const desk = await openDesk();
  await desk.fill("#message", "Hetki");
  await desk.keyboard.press("Alt+n");
  await desk.locator("#note:focus").waitFor();
  await desk.keyboard.type("Has asked twice");
  office.answers.set("note:add", () => ({ ok: false, code: "internal", message: "x" }));
  await desk.keyboard.press("Enter");
  await desk.getByText("Something failed on our side. Try again.").waitFor();
  await desk.keyboard.press("Alt+n");
  await desk.locator("#message:focus").waitFor();
  expect(await desk.inputValue("#message")).toBe("Hetki");
  await desk.reload();
  await online(desk);
  office.answers.clear();
  await desk.locator("#message").waitFor();
  await desk.keyboard.press("Alt+n");
  await expect.poll(() => desk.inputValue("#note")).toBe("Has asked twice");
  office.answers.set("note:add", () => "silence");
  await desk.keyboard.press("Enter");
  await expect.poll(() => office.of("note:add").length).toBe(2);
  office.answers.clear();
  await desk.keyboard.press("Enter");
  await desk.getByRole("log").getByText("Has asked twice").waitFor();
  const keys = office.of("note:add").map(({ key }) => key);
  expect(keys[2]).toBe(keys[1]);
  expect(office.of("message:send")).toEqual([]);
  expect(await desk.inputValue("#note")).toBe("");
  await desk.keyboard.press("Escape");
  await desk.locator("#message:focus").waitFor();
});

test("[CSL34] an @ brings the colleagues and names the one chosen", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await openDesk();
  await desk.locator("#message").waitFor();
  await desk.keyboard.press("Alt+n");
  await desk.locator("#note:focus").waitFor();
  await desk.keyboard.type("@ma");
  await desk.getByRole("option", { name: /^Maria/ }).waitFor();
  await desk.keyboard.press("Enter");
  await desk.keyboard.type("look at this");
  await desk.keyboard.press("Enter");
  await expect
    .poll(() => office.of("note:add"))
    .toEqual([
      {
        conversation: id,
        key: expect.any(String),
        text: "@Maria look at this",
        mentions: [MARIA.id],
      },
    ]);
});

test("[CSL34] a note elsewhere that names this agent is listed until it is seen", async () => {
  const { office } = stage;
  office.open({ name: "Maija" });
  const other = office.open({ name: "Pekka" });
  const desk = await openDesk();
  await desk.getByRole("heading", { name: "Maija" }).waitFor();
  const told = { kind: "note", by, at: Date.now(), mentions: ["agent-aino"] } as const;
  office.wire.emit("note", { ...told, conversation: other, key: "note-00001", text: "@Aino look" });
  office.wire.emit("note", {
    ...told,
    conversation: "elsewhere-1",
    key: "note-00002",
    text: "@Aino here",
  });
  await desk.getByText("You are named").waitFor();
  await desk.getByText("@Aino here").waitFor();
  await desk.getByRole("button", { name: "Open", exact: true }).click();
  await desk.getByRole("heading", { name: "Pekka" }).waitFor();
  expect(await desk.getByRole("log").textContent()).toContain("names you");
  await desk.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => desk.getByText("You are named").count()).toBe(0);
});

test("[CSL49] what the shopper is writing is shown until it is sent or taken back", async () => {
  const { office } = stage;
  const id = office.open();
  const desk = await openDesk();
  await desk.locator("#message").waitFor();
  office.wire.emit("draft", { conversation: id, text: "Onko tämä" });
  const peek = desk.getByText("is writing: Onko tämä");
  await peek.waitFor();
  office.wire.emit("draft", { conversation: id, text: "" });
  await peek.waitFor({ state: "detached" });
  office.wire.emit("draft", { conversation: id, text: "Onko tämä" });
  await peek.waitFor();
  office.say(id, "Onko tämä kevyt?");
  await desk.getByRole("log").getByText("Onko tämä kevyt?").waitFor();
  await peek.waitFor({ state: "detached" });
});

test("[CSL50] a message and a draft are translated, the draft back again; a missing translator is said", async () => {
  const { office } = stage;
  const id = office.open({ language: "ru" });
  office.say(id, "Здравствуйте");
  const desk = await openDesk();
  await desk.getByRole("button", { name: "Translate", exact: true }).click();
  await desk.getByText("In Finnish: fi: Здравствуйте").waitFor();
  await desk.fill("#message", "Hei!");
  await desk.keyboard.press("Alt+y");
  await expect.poll(() => desk.inputValue("#message")).toBe("ru: Hei!");
  await desk.getByRole("button", { name: "My own words again" }).click();
  await expect.poll(() => desk.inputValue("#message")).toBe("Hei!");
  await desk.keyboard.press("Enter");
  await desk.getByRole("log").getByText("Hei!", { exact: true }).waitFor();
  await desk.fill("#message", "Moi");
  await desk.keyboard.press("Alt+y");
  await expect.poll(() => desk.inputValue("#message")).toBe("ru: Moi");
  await desk.locator("#message").press("!");
  await desk.keyboard.press("Enter");
  await desk.getByText("translated by a machine").waitFor();
  expect(office.of("message:send").map(({ text, translated }) => ({ text, translated }))).toEqual([
    { text: "Hei!", translated: undefined },
    { text: "ru: Moi!", translated: true },
  ]);
  office.answers.set("translate", () => ({ ok: false, code: "unavailable", message: "no" }));
  office.say(id, "Ещё");
  await desk.getByRole("log").getByText("Ещё").waitFor();
  await desk.keyboard.press("Alt+t");
  await desk.getByText("Not translated: This stage has no translator.").waitFor();
  expect(office.of("translate").map(({ to }) => to)).toEqual(["fi", "ru", "ru", "fi"]);
});

test("[CSL51] who left an address does not count as waiting, and the agent sees where the answer goes", async () => {
  const { office } = stage;
  const id = office.open({ contact: { email: "maija@example.com" } }, 120_000);
  office.say(id, "Vastatkaa sähköpostiin");
  const view = office.known.get(id)?.model.view;
  const desk = await openDesk();
  await desk.locator(".row .clock.late").waitFor();
  office.wire.emit("conversation", { ...view, left: true });
  await desk.getByText("it reaches them at maija@example.com").waitFor();
  await desk.locator(".clock").first().waitFor({ state: "detached" });
  await desk
    .getByRole("region", { name: "Shopper" })
    .getByRole("link", { name: "maija@example.com" })
    .waitFor();
});
