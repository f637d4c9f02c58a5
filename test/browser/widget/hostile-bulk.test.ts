import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Body, Sender } from "../../../functions/contract/conversation.ts";
import { heapOfMarks, hostileString, randomOf } from "./hostile-strings.ts";
import { heed, openWidgetStage, trouble, until, type WidgetStage } from "./stage.ts";

const STRINGS = 5000;
/** As many as the panel shows at once. */
const BATCH = 100;
const SEED = 20_260_501;

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

const random = randomOf(SEED);
const strings = Array.from({ length: STRINGS }, () => hostileString(random));
strings[17] = heapOfMarks(32 * 1024);
/** Alone it would be no message. */
const shown = (text: string): boolean => text.trim() !== "";

/** A page that notes whatever executes or breaks its policy. */
async function guarded(body?: string): Promise<Page> {
  const socket = new URL(stage.backend.url).origin;
  const page = await stage.visit({
    csp: `default-src 'none'; script-src $SITE; connect-src $SITE ${socket}; require-trusted-types-for 'script'; trusted-types 'none'`,
    ...(body !== undefined && { body }),
  });
  await page.evaluate(() => {
    const host = window as unknown as { broken: string[] };
    host.broken = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      host.broken.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
    window.addEventListener("error", (event) => host.broken.push(event.message));
    window.alert = () => host.broken.push("alert");
  });
  return page;
}

/** What executed, broke the policy, came into the document as markup, or leads where it must not. */
const harm = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const host = window as unknown as { broken: string[]; pwned?: unknown };
    const root = document.querySelector("heed-chat")?.shadowRoot;
    const found = [...host.broken];
    if ("pwned" in host) found.push("executed");
    const parts = [...(root?.querySelectorAll("*") ?? [])];
    for (const part of parts) {
      if (
        /^(script|style|iframe|object|embed|link|meta|base|img|form\[action\])$/i.test(
          part.localName,
        )
      )
        found.push(part.localName);
      for (const { name } of part.attributes) if (/^on/i.test(name)) found.push(name);
      if (part instanceof HTMLAnchorElement) {
        const { protocol, username, rel } = part;
        if (!/^(https?|mailto|tel):$/.test(protocol) || username || !rel.includes("noopener"))
          found.push(part.href);
      }
      const { left, right, width } = part.getBoundingClientRect();
      const panel = part.closest(".log, .invitation, .header, .panel");
      // What stands in a line is cut off at its box, which is what counts.
      const inLine = getComputedStyle(part).display === "inline";
      if (panel && width > 1 && !inLine && !part.closest(".sr, .header-name, textarea"))
        if (left < -1 || right > innerWidth + 1) found.push(`sideways: ${part.className}`);
    }
    const log = root?.querySelector(".log");
    if (log && log.scrollWidth > log.clientWidth + 1) found.push("the log scrolls sideways");
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    return found;
  });

/** What the last lines say, in the places that hold a stranger's words. */
const said = (page: Page, selector: string): Promise<(string | null)[]> =>
  page.locator(`heed-chat ${selector}`).evaluateAll((all) =>
    all.map((each) => {
      const copy = each.cloneNode(true) as Element;
      for (const hidden of copy.querySelectorAll(".sr")) hidden.remove();
      return copy.textContent;
    }),
  );

/** What bubbles and notices say, as soon as there are so many and the last one says `last`. */
async function seenOnce(page: Page, last: string, count: number) {
  const handle = await page.waitForFunction(
    ([text, least]) => {
      const root = document.querySelector("heed-chat")?.shadowRoot;
      const textOf = (each: Element): string => {
        const hidden = [...each.querySelectorAll(".sr")].map(
          ({ textContent }) => textContent ?? "",
        );
        return hidden.reduce((rest, part) => rest.replace(part, ""), each.textContent ?? "");
      };
      const all = (name: string) => [...(root?.querySelectorAll(name) ?? [])];
      const end = all(".bubble").at(-1);
      if (!end || all(".bubble").length < least || textOf(end) !== text) return undefined;
      return { bubbles: all(".bubble").map(textOf), notices: all(".notice").map(textOf) };
    },
    [last, count] as const,
  );
  const seen = await handle.jsonValue();
  if (!seen) throw new Error("the last bubble never came");
  return seen;
}

test("[WID42] five thousand hostile strings as messages, names, notices and offers are text and nothing else", async () => {
  const { backend } = stage;
  const conversation = backend.begin();
  conversation.page = BATCH;
  const page = await guarded();
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  // Offer cards come with the parts that are loaded on demand.
  await page.getByRole("button", { name: "Your data" }).click();
  await page.getByRole("button", { name: "Back to the chat" }).click();
  const expiresAt = Date.now() + 3_600_000;
  for (let from = 0; from < STRINGS; from += BATCH) {
    const texts = strings.slice(from, from + BATCH).filter(shown);
    for (const [at, text] of texts.entries()) {
      const name = strings[(from + at * 7) % STRINGS] ?? "";
      const sender: Sender = { kind: "agent", id: `agent-${from + at}`, name };
      const offer = { code: `${text}-${from}`, percent: 5, expiresAt, status: "open" } as const;
      const body: Body =
        at % 10 === 8
          ? { kind: "notice", notice: "guest-joined", name: text }
          : at % 10 === 9
            ? { kind: "offer", offer }
            : { kind: "text", text };
      conversation.send(
        body.kind === "text" ? sender : { kind: "system" },
        `bulk-${from + at}`,
        1,
        body,
      );
    }
    backend.emit("message", conversation.messages.at(-1));
    const inBubbles = texts.filter((_, at) => at % 10 < 8);
    const notices = texts.filter((_, at) => at % 10 === 8);
    const seen = await seenOnce(page, inBubbles.at(-1) ?? "", inBubbles.length);
    expect(seen.bubbles.slice(-inBubbles.length)).toEqual(inBubbles);
    expect(seen.notices.slice(-notices.length)).toEqual(
      notices.map((text) => `${text} has joined the chat as well.`),
    );
    expect(await harm(page)).toEqual([]);
  }
}, 60_000);

test("[WID42] so they are as invitations, page titles and the shop's own wording", async () => {
  const { backend } = stage;
  const page = await guarded();
  await trouble(page);
  await until(() => backend.payloads("signals").length > 0);
  const picked = strings.filter((text) => shown(text) && text.length < 2000).slice(0, 80);
  for (const [at, text] of picked.entries()) {
    // A photo from the web is what it is for; anything else is no picture.
    const photo = /^https?:/i.test(text) ? "javascript:alert(1)" : text;
    const name = picked[(at + 1) % picked.length] ?? "";
    backend.agent = { id: `agent-${at}`, name, photo };
    backend.invite(text);
    await expect
      .poll(async () => (await said(page, ".invitation-text")).at(0), { interval: 10 })
      .toBe(text);
    expect(await harm(page)).toEqual([]);
    await page.evaluate((title) => {
      document.title = title;
      history.pushState({}, "", `/cart-${Math.random()}`);
    }, text);
  }
  await until(() => backend.payloads("signals").length > 3);
  await page.context().close();

  const other = await guarded();
  const keys = [
    "placeholder",
    "message",
    "online",
    "panel",
    "messages",
    "end",
    "data",
    "endQuestion",
  ];
  const texts = Object.fromEntries(keys.map((key, at) => [key, strings[at * 31] ?? ""]));
  await heed(other, "set", { texts });
  await heed(other, "open");
  await other.locator("heed-chat .here").waitFor();
  const area = other.locator("heed-chat textarea");
  expect(await area.getAttribute("placeholder")).toBe(texts.placeholder);
  await other.locator("heed-chat .header .icon-button").nth(1).click();
  expect(await said(other, ".question > p")).toEqual([texts.endQuestion]);
  expect(await harm(other)).toEqual([]);
  await other.context().close();
}, 60_000);
