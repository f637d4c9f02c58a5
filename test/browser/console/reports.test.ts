import { expect, test } from "vitest";
import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import { faults } from "./axe.ts";
import { openDesk, stage, useConsoleStage } from "./desk-pages.ts";

useConsoleStage();

const opened = (role: "agent" | "supervisor" | "admin") => openDesk({ role });

test("[CSL43] the effect is told with its interval, and every figure of its charts stands in a table", async () => {
  const arm = (exposures: number, orders: number, estimate: number) => ({
    exposures,
    orders,
    conversion: { estimate, low: estimate - 0.02, high: estimate + 0.02 },
  });
  stage.http.answers.set("GET /api/experiment", () => ({
    body: {
      from: "2026-10-26",
      to: "2026-11-22",
      experiment: "all",
      arms: { treated: arm(4000, 600, 0.15), "held-out": arm(400, 48, 0.12) },
      uplift: { estimate: 0.03, low: -0.01, high: 0.07 },
      value: [
        {
          currency: "EUR",
          total: { treated: 1, "held-out": 1 },
          perExposure: { treated: 12.5, "held-out": 9.5 },
          difference: { estimate: 3, low: -1, high: 7 },
        },
      ],
      margin: [],
      ordersWithoutMargin: 0,
    },
  }));
  const desk = await opened("supervisor");
  await desk.getByRole("button", { name: "Effect" }).click();
  await desk
    .getByText("No effect is shown yet: +3.0 percentage points (95 %: −1.0 to +7.0).")
    .waitFor();
  await desk
    .getByRole("img", { name: /^Share who order: May be invited 15\.0 % .*; Held out 12\.0 %/ })
    .waitFor();
  await desk.getByText("The figures in a table").click();
  await desk
    .getByRole("row", { name: "May be invited 4000 600 15.0 % 13.0 % to 17.0 %" })
    .waitFor();
  await desk.getByRole("row", { name: "EUR €12.50 €9.50 €3.00 (-€1.00 to €7.00)" }).waitFor();
  const [asked] = stage.http.asked;
  expect(asked?.bearer).toMatch(/^ey/);
  const query = new URLSearchParams(asked?.path.split("?")[1]);
  expect(Date.parse(query.get("to") ?? "") - Date.parse(query.get("from") ?? "")).toBe(
    27 * 86_400_000,
  );
});

test("[CSL58] the router stands beside the control share, each share with the interval of the difference", async () => {
  const share = (estimate: number) => ({ estimate, low: estimate - 0.01, high: estimate + 0.01 });
  const side = (contacts: number, answered20: number, meanWait: number) => ({
    contacts,
    answered20: share(answered20),
    abandoned: share(0.1),
    languageMatch: share(0.97),
    meanWait,
  });
  let body: object = {
    router: side(900, 0.71, 24.4),
    control: side(100, 0.62, 31),
    differences: { answered20: { estimate: 0.09, low: -0.008, high: 0.188 } },
  };
  stage.http.answers.set("GET /api/routing", () => ({ body }));
  const desk = await opened("supervisor");
  await desk.getByRole("button", { name: "Effect" }).click();
  const table = desk.getByRole("region", { name: "The router beside the control share" });
  await table
    .getByRole("row", { name: "Answered within 20 s 71.0 % 62.0 % +9.0 (−0.8 to +18.8)" })
    .waitFor();
  await table.getByRole("row", { name: "Gave up 10.0 % 10.0 % –" }).waitFor();
  await table.getByRole("row", { name: "Chats 900 100 –" }).waitFor();
  await table.getByRole("row", { name: "Mean wait 24 s 31 s –" }).waitFor();
  expect(await faults(desk)).toEqual([]);
  body = { router: { contacts: 0 }, control: { contacts: 0 }, differences: {} };
  await desk.getByLabel("Days").selectOption("7");
  await desk.getByText("Nobody asked for a chat.").waitFor();
  const asked = stage.http.asked.filter(({ path }) => path.startsWith("/api/routing"));
  const days = asked.map(({ path }) => {
    const query = new URLSearchParams(path.split("?")[1]);
    return (Date.parse(query.get("to") ?? "") - Date.parse(query.get("from") ?? "")) / 86_400_000;
  });
  expect(days).toEqual([27, 6]);
});

test("[CSL44] an admin tries a rule, edits it under the version seen, sees each fault at its path, and takes a change back", async () => {
  const { http } = stage;
  let version = 3;
  const counts = {
    fired: 7,
    invited: 5,
    visits: 4,
    stopped: { cap: 2 },
    on: { page: {}, device: {}, language: { fi: 5 }, visitor: {}, cart: {} },
    load: { byHour: [], busiestHour: 2, mostOpen: 1, heldMinutes: 3 },
  };
  http.answers.set("GET /api/rules", () => ({ body: { version, rules: [...SHIPPED_RULES] } }));
  http.answers.set("POST /api/rules/dry-run", () => ({
    body: {
      visits: 300,
      moments: 900,
      days: ["2026-11-21"],
      draft: counts,
      live: counts,
      allDraft: counts,
      allLive: counts,
      displaced: {},
      whom: [],
    },
  }));
  const desk = await opened("admin");
  await desk.keyboard.press("Alt+l");
  const [, second] = SHIPPED_RULES;
  const card = desk.getByRole("article").nth(1);
  await card.getByRole("button", { name: /^Dry-run/ }).click();
  await card.getByText("On 300 recorded visits").waitFor();
  await card.getByRole("row", { name: "Would have invited 5 5 5 5" }).waitFor();
  expect(http.asked.at(-1)?.body).toEqual({ rule: second });

  await card.getByRole("button", { name: /^Edit/ }).click();
  const editor = desk.getByRole("region", { name: `Rule ${second?.id}` });
  const field = editor.getByLabel(/as JSON$/);
  const text = await field.inputValue();
  await field.fill(text.slice(0, -1));
  await editor.getByRole("button", { name: "Save and make live" }).click();
  await editor.getByText(/^This is not JSON/).waitFor();
  await field.fill(JSON.stringify({ ...second, priority: "high" }));
  http.answers.set("PUT /api/rules", () => ({
    status: 422,
    body: {
      code: "refused",
      message: "faults",
      faults: [
        { path: "1.priority", message: "expected a number" },
        { path: "1.texts.en", message: "too long" },
      ],
    },
  }));
  await editor.getByRole("button", { name: "Save and make live" }).click();
  const faults = editor.getByRole("alert");
  await faults.getByText("expected a number").waitFor();
  expect(await faults.getByRole("listitem").allTextContents()).toEqual([
    "priority expected a number",
    "texts.en too long",
  ]);
  await field.fill(JSON.stringify({ ...second, priority: 42 }));
  await editor.getByLabel("Why it is changed").fill("less often");
  http.answers.set("PUT /api/rules", () => ({
    status: 409,
    body: { code: "conflict", message: "other" },
  }));
  await editor.getByRole("button", { name: "Save and make live" }).click();
  await editor.getByText("Somebody else has changed the rules meanwhile.").waitFor();
  http.answers.set("PUT /api/rules", () => ({ body: { version: ++version } }));
  await editor.getByRole("button", { name: "Save and make live" }).click();
  await editor.waitFor({ state: "detached" });
  await desk.getByText(/version 4/).waitFor();
  const put = http.asked.findLast(({ method }) => method === "PUT");
  expect(put?.ifMatch).toBe('"3"');
  expect(put?.body).toMatchObject({ note: "less often", rules: { 1: { priority: 42 } } });

  const by = { id: "agent-maria", name: "Maria" };
  http.answers.set("GET /api/rules/history", () => ({
    body: {
      changes: [
        { version: 4, at: Date.now(), by, note: "less often", count: 10 },
        { version: 3, at: Date.now() - 1e6, by, count: 10 },
      ],
    },
  }));
  http.answers.set("POST /api/rules/revert", () => ({ body: { version: ++version } }));
  await desk.getByRole("button", { name: "History" }).click();
  await desk.getByRole("button", { name: "Make live again version 3" }).click();
  await desk.getByText(/version 5/).waitFor();
  expect(http.asked.findLast(({ method }) => method === "POST")?.body).toEqual({ version: 3 });
}, 60_000);

test("[CSL44] a supervisor reads the rules in words, and may neither try nor change them", async () => {
  stage.http.answers.set("GET /api/rules", () => ({
    body: { version: 0, rules: [...SHIPPED_RULES] },
  }));
  const desk = await opened("supervisor");
  await desk.getByRole("button", { name: "Rules" }).click();
  await desk.getByText("Only admins try, change or take back rules.").waitFor();
  expect(await desk.getByRole("article").count()).toBe(SHIPPED_RULES.length);
  expect(await desk.getByRole("button", { name: /^(Edit|Dry-run)/ }).count()).toBe(0);
});

test("[CSL45] from the shopper's side one gets to everything that was decided about her visit", async () => {
  stage.office.open();
  stage.http.answers.set("GET /api/visits/visitor-0001/decisions", () => ({
    body: {
      visitor: "visitor-0001",
      decisions: [
        {
          at: Date.now() - 40_000,
          end: "invited",
          rule: "cart-hesitation",
          lines: ["the cart held", "Aino is free"],
        },
        { at: Date.now() - 90_000, end: "capped", lines: ["one invitation per visit"] },
      ],
    },
  }));
  const desk = await opened("agent");
  await desk.getByRole("button", { name: "Everything that was decided" }).click();
  const dialog = desk.getByRole("dialog", { name: "Why this shopper was invited" });
  await dialog.getByText("one invitation per visit").waitFor();
  expect((await dialog.textContent()) ?? "").toMatch(
    /Invited · Cart hesitation 40 s ago.*the cart held.*Capped/,
  );
  stage.http.answers.clear();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  await desk.getByRole("button", { name: "Everything that was decided" }).click();
  await dialog.getByText("Nothing of this visit is remembered.").waitFor();
});
