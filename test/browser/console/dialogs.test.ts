import { expect, test } from "vitest";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

test.each([
  ["Alt+k", "Show a product"],
  ["Alt+h", "Hand over"],
  ["Control+k", "Commands"],
  ["Alt+w", "Close chat"],
])("[CSL59] after %s and Escape the message field takes what is typed", async (keys, name) => {
  stage.office.open();
  const desk = await openDesk();
  await desk.locator("#message:focus").waitFor();
  await desk.keyboard.type("ennen ");
  await desk.keyboard.press(keys);
  const dialog = desk.getByRole("dialog", { name });
  await dialog.waitFor();
  await desk.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await desk.keyboard.type("jatko");
  await expect.poll(() => desk.inputValue("#message")).toBe("ennen jatko");
});

test("[CSL59] so it does after a product was shown, and after a command from the list", async () => {
  stage.office.open();
  const desk = await openDesk();
  await desk.locator("#message:focus").waitFor();
  await desk.keyboard.press("Alt+k");
  const product = desk.getByRole("dialog", { name: "Show a product" });
  await product.getByLabel("Name").fill("Villapaita");
  await product.getByLabel("Address of its page").fill("https://shop.example/villapaita");
  await desk.keyboard.press("Enter");
  await product.waitFor({ state: "detached" });
  await desk.keyboard.type("eka");
  await expect.poll(() => desk.inputValue("#message")).toBe("eka");
  await desk.keyboard.press("Control+k");
  const commands = desk.getByRole("dialog", { name: "Commands" });
  await commands.waitFor();
  await desk.keyboard.type("sound");
  await desk.keyboard.press("Enter");
  await commands.waitFor({ state: "detached" });
  await desk.keyboard.type(" toka");
  await expect.poll(() => desk.inputValue("#message")).toBe("eka toka");
});
