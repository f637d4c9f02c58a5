import { expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

/** One chat that is answered, and one that rests. */
async function openBoth() {
  const { office } = stage;
  office.open({ name: "Aada" });
  const rests = office.known.get(office.open({ name: "Bertta" }))?.model;
  if (!rests) throw new Error("no such chat");
  rests.status = "resting";
  const desk = await openDesk();
  const row = desk.getByRole("button", { name: /^Bertta/ });
  await row.waitFor();
  return { office, rests, desk, row };
}

test("[CSL60] a chat that rests is marked in the list and takes no slot until somebody writes", async () => {
  const { office, rests, desk, row } = await openBoth();
  await row.getByText("resting").waitFor();
  const me = desk.locator(".me");
  await expect.poll(() => me.textContent()).toContain("1 of 3 slots");
  rests.status = "active";
  rests.round += 1;
  office.wire.emit("conversation", rests.view);
  await row.getByText("resting").waitFor({ state: "detached" });
  await expect.poll(() => me.textContent()).toContain("2 of 3 slots");
});

test("[CSL60] words that the server does not take for it say why", async () => {
  const { office, desk, row } = await openBoth();
  await row.click();
  office.answers.set("message:send", () =>
    failure("refused", "you are not online, or all your slots are in use"),
  );
  await desk.locator("#message:focus").fill("Hei taas");
  await desk.keyboard.press("Enter");
  const told = desk.getByText(/^Not sent: you are not online, or all your slots are in use/);
  await told.waitFor();
  office.answers.clear();
  await desk.getByRole("button", { name: "Retry" }).click();
  await told.waitFor({ state: "detached" });
  await desk.getByRole("log").getByText("Hei taas").waitFor();
});

test("[CSL62] where an offer is all that was said, the list names it", async () => {
  const { office } = stage;
  office.open({ name: "Aada" });
  const desk = await openDesk();
  await desk.getByRole("button", { name: "10 % off (€7.90)" }).click();
  await desk.locator(".row").getByText("Offer: 10 %").waitFor();
});
