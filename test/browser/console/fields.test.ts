import { expect, test } from "vitest";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

test("[CSL65] fields beside each other keep their own height, whatever stands below one of them", async () => {
  const value = {
    minPercent: 5,
    maxPercent: 20,
    approveAbove: 10,
    minCart: 30,
    dailyBudget: 500,
    validMs: 86_400_000,
  };
  stage.http.answers.set("GET /api/documents/offers", () => ({
    body: { version: 1, value, shipped: false },
  }));
  const desk = await openDesk({ role: "admin" });
  await desk.keyboard.press("Alt+j");
  await desk.getByRole("tab", { name: "Offers" }).click();
  const field = desk.getByLabel(/^Smallest cart/);
  await field.waitFor();
  const heights = () =>
    desk
      .locator(".fields input")
      .evaluateAll((inputs) =>
        inputs.map((input) => Math.round(input.getBoundingClientRect().height)),
      );
  expect(new Set(await heights()).size).toBe(1);
  await field.fill("-1");
  await desk.getByText("It goes from 0").first().waitFor();
  expect(new Set(await heights()).size).toBe(1);
});
