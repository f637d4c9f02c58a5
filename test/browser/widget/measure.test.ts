import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { composerOf, heed, openWidgetStage, pillOf, type WidgetStage, write } from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** Slower than this machine, as a cheap phone is. */
const SLOWER = 4;
/** Other work on this machine only ever makes it slower, so the best of so many attempts is what comes nearest to the chat's own time. */
const ATTEMPTS = 20;
/** Bounds, ms: of a panel whose code is there, and of one that is loaded by the press. */
const AGAIN: Opening = { ready: 150, longest: 50 };
const FIRST: Opening = { ready: 500, longest: 300 };

async function slowed(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return session;
}

interface Opening {
  /** From the press to a drawn panel whose box has the focus, ms. */
  readonly ready: number;
  /** Longest task from the press until half a second later, ms; those below 50 are not told. */
  readonly longest: number;
}

/** Presses what opens the chat and watches, on the page itself. */
const opening = (page: Page): Promise<Opening> =>
  page.evaluate(async () => {
    const rootNow = () => document.querySelector("heed-chat")?.shadowRoot;
    const tasks: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    watch.observe({ type: "longtask" });
    const own = document.querySelector<HTMLElement>("[data-heed-open]");
    const control = rootNow()?.querySelector<HTMLElement>(".pill") ?? own;
    if (!control) throw new Error("nothing to press");
    const from = performance.now();
    control.click();
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    while (rootNow()?.activeElement?.localName !== "textarea") await frame();
    await frame();
    const ready = performance.now() - from;
    await new Promise((later) => setTimeout(later, 500));
    watch.disconnect();
    return { ready, longest: Math.max(0, ...tasks) };
  });

/** Opens until one opening keeps within both bounds, or there were enough. */
async function expectWithin(most: Opening, open: () => Promise<Opening>): Promise<void> {
  const openings: Opening[] = [];
  const within = () =>
    openings.some(({ ready, longest }) => ready <= most.ready && longest <= most.longest);
  while (openings.length < ATTEMPTS && !within()) openings.push(await open());
  expect(within(), JSON.stringify(openings)).toBe(true);
}

describe("[WID44] the panel is there at once, also on a slow device", () => {
  test("opened again: 150 ms from the press to writing, no task of 50 ms, with 120 lines in it, in the best of twenty attempts", async () => {
    const conversation = stage.backend.begin();
    conversation.page = 500;
    const from = { kind: "agent", id: "agent-aino", name: "Aino" } as const;
    for (let n = 1; n <= 120; n += 1) {
      conversation.send(from, `outbox-${n}`, 1, { kind: "text", text: `Message number ${n}` });
    }
    const page = await stage.visit({}, { reducedMotion: "reduce" });
    await heed(page, "open");
    await page.getByText("Message number 120", { exact: true }).waitFor();
    await slowed(page);
    const again = async () => {
      await heed(page, "close");
      await pillOf(page).waitFor();
      return opening(page);
    };
    await expectWithin(AGAIN, again);
    await page.context().close();
  });

  test("the first opening, which loads the chat too: 500 ms, no task of 300 ms, in the best of twenty attempts", async () => {
    const body = '<button type="button" data-heed-open>Chat with us</button>';
    const first = async () => {
      const page = await stage.visit({ body }, { reducedMotion: "reduce" });
      await page.waitForFunction(() => document.readyState === "complete" && "heed" in window);
      expect(await page.locator("heed-chat").count()).toBe(0);
      await slowed(page);
      const measured = await opening(page);
      await page.context().close();
      return measured;
    };
    await expectWithin(FIRST, first);
  });

  test("a thousand messages leave the document bounded, and writing draws no line anew", async () => {
    const conversation = stage.backend.begin();
    conversation.page = 500;
    const from = { kind: "agent", id: "agent-aino", name: "Aino" } as const;
    for (let n = 1; n <= 1000; n += 1) {
      conversation.send(from, `outbox-${n}`, 1, { kind: "text", text: `Message number ${n}` });
    }
    const page = await stage.visit();
    await heed(page, "open");
    await page.getByText("Message number 1000", { exact: true }).waitFor();
    // The lines come a few a frame; with the last of them comes the way to the ones before.
    await page.locator("heed-chat .earlier").waitFor();
    const nodes = () =>
      page.evaluate(
        () => document.querySelector("heed-chat")?.shadowRoot?.querySelectorAll("*").length ?? 0,
      );
    const before = await nodes();
    expect(before).toBeLessThanOrEqual(900);
    await page.evaluate(() => {
      const host = window as unknown as { changes: number };
      host.changes = 0;
      const log = document.querySelector("heed-chat")?.shadowRoot?.querySelector(".log");
      new MutationObserver((list) => {
        host.changes += list.length;
      }).observe(log as Element, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await composerOf(page).pressSequentially("Twenty keys pressed..");
    expect(await page.evaluate(() => (window as unknown as { changes: number }).changes)).toBe(0);
    for (let n = 0; n < 30; n += 1) await write(page, `Mine ${n}`);
    await page.locator("heed-chat .bubble").getByText("Mine 29", { exact: true }).waitFor();
    expect(await nodes()).toBeLessThanOrEqual(before + 60);
    await page.context().close();
  });
});

/** Roles, names and what is politely told, in the order in which a screen reader comes to them. */
async function reading(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const visit = (id: string, inside: boolean) => {
    const node = byId.get(id);
    if (!node) return;
    const role = String(node.role?.value ?? "");
    const name = String(node.name?.value ?? "");
    const dialog = inside || role === "dialog";
    const live = node.properties?.find((each) => each.name === "live")?.value.value;
    const told = !node.ignored && !["generic", "InlineTextBox", "none", "paragraph"].includes(role);
    if (dialog && told)
      lines.push([role, name && `"${name}"`, live && `(${live})`].filter(Boolean).join(" "));
    for (const child of node.childIds ?? []) visit(child, dialog);
  };
  const [first] = nodes;
  if (first) visit(first.nodeId, false);
  await session.detach();
  return lines;
}

test("[WID45] a screen reader comes to everything in order: who, how it stands, what was said, where to write", async () => {
  const { backend } = stage;
  backend.begin("waiting");
  const page = await stage.visit();
  await heed(page, "open");
  await composerOf(page).waitFor();
  backend.queue({ position: 2, waitMs: 180_000 });
  await page.getByText("number 2").waitFor();
  const order = [
    'dialog "Chat with Aino Virtanen"',
    'heading "Chat with Aino Virtanen"',
    "status (polite)",
    'StaticText "Finding the right person for you…"',
    'button "Your data"',
    'button "End the chat"',
    'button "Minimise the chat"',
    'log "Messages" (polite)',
    "status (polite)",
    'StaticText "You are number 2 in the queue · about 3 minutes"',
    'button "Leave a message"',
    'textbox "Message"',
    'button "Send"',
  ];
  const inOrder = (lines: readonly string[], wanted: readonly string[]) => {
    let at = -1;
    return wanted.filter((line) => {
      const next = lines.findIndex((each, i) => i > at && each === line);
      if (next < 0) return true;
      at = next;
      return false;
    });
  };
  expect(inOrder(await reading(page), order)).toEqual([]);
  await page.getByRole("button", { name: "Leave a message" }).click();
  await page.getByRole("textbox", { name: "E-mail address" }).fill("anna");
  await page.locator("heed-chat .sheet").getByRole("button", { name: "Send" }).click();
  const form = [
    'region "Leave a message"',
    'heading "Leave a message"',
    'StaticText "Your message"',
    'textbox "Your message"',
    'StaticText "E-mail address"',
    'textbox "E-mail address"',
    'StaticText "Please check the address. It looks like name@example.com."',
    'textbox "Name (optional)"',
    'button "Send"',
    'button "Back to the chat"',
  ];
  expect(inOrder(await reading(page), form)).toEqual([]);
  await page.keyboard.press("Escape");
  if (!backend.conversation) throw new Error("no conversation");
  backend.conversation.round = 2;
  backend.conversation.status = "active";
  backend.changed();
  backend.say("How can I help?");
  backend.close();
  await page.getByRole("group", { name: "How was this chat?" }).waitFor();
  const over = [
    'StaticText "This chat has ended."',
    'log "Messages" (polite)',
    'StaticText "How can I help?"',
    'StaticText "Aino Virtanen ended the chat."',
    'group "How was this chat?"',
    'radio "Very bad"',
    'radio "Bad"',
    'radio "All right"',
    'radio "Good"',
    'radio "Very good"',
    'button "Skip"',
    'button "Save this chat"',
    'button "Close"',
  ];
  expect(inOrder(await reading(page), over)).toEqual([]);
  await page.context().close();
});
