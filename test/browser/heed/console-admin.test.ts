import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn } from "../../demo/people.ts";
import { faults, overflows } from "../console/axe.ts";
import { AdminDesk } from "./admin-desk.ts";

/** Functions read settings anew after half a minute; then a busy machine has its time. */
const OBEYED = { timeout: 75_000, interval: 1000 };

let desk: AdminDesk;
let admin: Page;
let aino: Page;

beforeAll(async () => {
  desk = await AdminDesk.open();
  admin = desk.admin;
  aino = desk.aino;
}, 120_000);
afterAll(() => desk?.close());

test("[ADM65] the theme's preview tells its contrast before it is saved", async () => {
  await desk.show("Theme", "Theme");
  await admin.getByLabel("Colour", { exact: true }).fill("#8899");
  await admin.getByText("A colour as #rrggbb, such as #0b6b5d.").waitFor();
  await admin.getByLabel("Colour", { exact: true }).fill("#ffd200");
  const preview = admin.getByRole("figure", { name: "Light preview" });
  await preview.getByText(/words on the colour 1[0-9]\.\d : 1/).waitFor();
  await admin.getByLabel("Side").selectOption("start");
  await desk.save("spring");
}, 60_000);

test("[ADM60] hours set by keyboard close the shop to invitations within half a minute, and taking them back opens it", async () => {
  await expect.poll(() => desk.outcome(), OBEYED).toBe("invited");
  await desk.show("Hours", "Opening hours");
  await admin.getByText("Open now: yes").waitFor();
  await admin.getByLabel("By the week").focus();
  await admin.keyboard.press("Space");
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]) {
    for (const end of ["from", "to"]) await admin.getByLabel(`${day}, ${end}`).fill("");
  }
  await admin.getByText("Open now: no").waitFor();
  const midnight = admin.getByRole("row", { name: /^Saturday/ });
  await midnight.getByLabel("Saturday, from").fill("10:00");
  await midnight.getByLabel("Saturday, to").fill("00:00");
  await midnight.getByText("closed").waitFor({ state: "detached" });
  expect(await midnight.locator(".problem").count()).toBe(0);
  for (const end of ["from", "to"]) await midnight.getByLabel(`Saturday, ${end}`).fill("");
  await admin.getByLabel("Monday, from", { exact: true }).fill("17:00");
  await admin.getByLabel("Monday, to", { exact: true }).fill("09:00");
  await admin.getByText("It must close after it opens.").waitFor();
  await admin.getByText("Mend what is marked first.").waitFor();
  await admin.getByLabel("Monday, from", { exact: true }).fill("");
  await admin.getByLabel("Monday, to", { exact: true }).fill("");
  await desk.save("nobody is there");
  await expect.poll(() => desk.outcome(), OBEYED).toBe("closed");
  await desk.revert("what is shipped");
  await admin.getByText("Open now: yes").waitFor();
  await expect.poll(() => desk.outcome(), OBEYED).toBe("invited");
}, 240_000);

test("[ADM62] a reply of the shop's own is found by agents in the chat they open; a variable that nothing fills is named before it is saved", async () => {
  await desk.show("Replies", "Canned replies");
  await admin.getByLabel("Language").selectOption({ label: "Finnish" });
  await admin.getByLabel("A new reply's name").fill("Saunateltta");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await admin.getByText("There is nothing to say.").waitFor();
  await admin.getByLabel("Words").fill("Siihen mahtuu {{people}}.");
  await admin.getByText("Nothing fills {{people}}.").waitFor();
  await admin.getByLabel("Words").fill("Siihen mahtuu neljä.");
  await desk.save("asked daily");
  await admin.getByLabel("Search").fill("sauna");
  await admin.getByRole("status").getByText("1 reply").waitFor();
  const shopper = await desk.chat();
  await aino.keyboard.type("/sauna");
  const list = aino.getByRole("listbox", { name: "Canned replies" });
  await list.getByText("Siihen mahtuu neljä.").waitFor();
  await aino.keyboard.press("Enter");
  await aino.keyboard.press("Enter");
  await shopper.hear("message", ({ body }) => body.kind === "text" && body.text.includes("neljä"));
  await desk.closeChat();
}, 120_000);

test("[ADM61] a tightened offer policy holds at the next press of the button", async () => {
  const shopper = await desk.chat();
  await desk.show("Offers", "Offers");
  await admin.getByLabel("Greatest discount, %").fill("3");
  await admin.getByText("It must not be below the least discount.").waitFor();
  await admin.getByLabel("Least discount, %").fill("1");
  await admin.getByText("Not saved yet.").waitFor();
  await desk.save("the margin is thin");
  await aino.bringToFront();
  await aino.getByRole("button", { name: /^5 % off/ }).click();
  await aino.getByText("1 to 3 percent").waitFor();
  await admin.bringToFront();
  await desk.revert("what is shipped");
  await expect.poll(() => admin.getByLabel("Least discount, %").inputValue()).toBe("5");
  await aino.bringToFront();
  await aino.getByRole("button", { name: /^5 % off/ }).click();
  await shopper.hear("message", ({ body }) => body.kind === "offer");
  await desk.closeChat();
}, 120_000);

test("[ADM63] who saves late keeps her edits, sees what the other changed, and decides", async () => {
  await desk.show("Invitations", "Who is not invited");
  const field = admin.getByLabel("Held out, % of visitors");
  await field.fill("40");
  await desk.put("documents/holdout", 0, { value: { share: 0.25 } });
  await admin.getByRole("button", { name: "Save and make live" }).click();
  const alert = admin.getByRole("alert");
  await alert.getByText("Somebody saved version 1 meanwhile.").waitFor();
  await alert.getByText("share: 0 → 0.25").waitFor();
  expect(await field.inputValue()).toBe("40");
  await admin.getByRole("tab", { name: "Invitations not saved" }).waitFor();
  const warning = admin.waitForEvent("dialog");
  await admin.close({ runBeforeUnload: true });
  expect((await warning).type()).toBe("beforeunload");
  await (await warning).dismiss();
  await admin.keyboard.press("Alt+c");
  await desk.show("Invitations", "Who is not invited");
  expect(await field.inputValue()).toBe("40");
  await admin.getByRole("button", { name: "Save and make live" }).click();
  await alert.getByText("Somebody saved version 1 meanwhile.").waitFor();
  await admin.getByRole("button", { name: "Keep my edits over version 1" }).click();
  await desk.save("after all");
  await admin.getByText("Version 2 of").waitFor();
  await desk.revert("what is shipped");
  await expect.poll(() => field.inputValue()).toBe("0");
}, 90_000);

test("[ADM64] an agent's languages and capacity change under her open console, and the history gives them back", async () => {
  await admin.bringToFront();
  await admin.keyboard.press("Alt+j");
  await admin.getByRole("tab", { name: "Agents" }).click();
  await admin.getByRole("button", { name: "Edit Aino" }).click();
  const form = admin.getByRole("form", { name: "Agent Aino" });
  await form.getByLabel("German").selectOption({ label: "3 good" });
  await form.getByLabel("Chats at once").fill("0");
  await form.getByText("A whole number from 1 to 20.").waitFor();
  await form.getByLabel("Chats at once").fill("7");
  await desk.save("a course");
  await aino.getByText(/German · \d of 7 slots/).waitFor();
  await desk.revert("what was at first");
  await aino.getByText(/Swedish · \d of 3 slots/).waitFor();
  await admin.getByRole("tab", { name: "History" }).click();
  await admin.getByRole("row", { name: /Ada.*Agent Aino version 1.*capacity: 3 → 7/ }).waitFor();
}, 90_000);

test("[ADM65] a shopper who connects half a minute after it was saved is given the theme", async () => {
  const given = async () => {
    // With a signal, at which the instance reads the settings anew when they are old.
    const shopper = await desk.shopper();
    const welcome = await shopper.hear("welcome");
    shopper.close();
    return "theme" in welcome ? welcome.theme : undefined;
  };
  await expect.poll(given, OBEYED).toEqual({ accent: "#ffd200", side: "start" });
}, 120_000);

test("[ADM66] only admins have this part", async () => {
  const maria = await signIn(desk.browser, desk.heed.stage.outputs.ConsoleUrl ?? "", "Maria");
  await maria.getByRole("button", { name: "Floor" }).waitFor();
  expect(await maria.getByRole("button", { name: "Admin" }).count()).toBe(0);
  await maria.keyboard.press("Alt+j");
  expect(await maria.getByRole("tablist").count()).toBe(0);
  await maria.context().close();
}, 60_000);

describe("every tab", () => {
  const TABS = [
    "Agents",
    "Replies",
    "Guides",
    "Hours",
    "Invitations",
    "Offers",
    "Theme",
    "History",
  ];
  const SIZES = [
    [320, 700],
    [1280, 800],
    [3840, 2160],
  ] as const;

  test.each(["light", "dark"] as const)(
    "[ADM67] has no fault that axe knows of and none scrolls sideways, from 320 px to 4K, %s",
    async (colorScheme) => {
      await admin.bringToFront();
      await admin.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await admin.setViewportSize({ width: 1280, height: 800 });
      await admin.keyboard.press("Alt+j");
      for (const name of TABS) {
        await admin.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
        const panel = admin.getByRole("tabpanel", { name });
        await panel.getByRole("heading", { level: 3 }).first().waitFor();
        await panel.getByText("Fetching …").waitFor({ state: "detached" });
        if (name === "Agents") await panel.getByRole("button", { name: "Edit Aino" }).click();
        if (name === "Replies")
          await panel.getByRole("button", { name: "Edit Greeting", exact: true }).click();
        if (name === "Hours") await panel.getByLabel("By the week").check();
        for (const [width, height] of SIZES) {
          await admin.setViewportSize({ width, height });
          expect([name, width, await overflows(admin)]).toEqual([name, width, false]);
          expect([name, width, await faults(admin)]).toEqual([name, width, []]);
        }
        await admin.setViewportSize({ width: 1280, height: 800 });
        if (name === "Hours") await panel.getByRole("button", { name: "Drop my edits" }).click();
      }
    },
    120_000,
  );
});
