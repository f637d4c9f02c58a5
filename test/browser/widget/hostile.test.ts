import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  bundleOf,
  heed,
  invitationOf,
  openWidgetStage,
  panelOf,
  pillOf,
  trouble,
  until,
  type WidgetStage,
} from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** What a strict page allows: the loader's and the chat's scripts, the texts, the back end. No inline style, no string as HTML. */
const STRICT = () =>
  `default-src 'none'; script-src $SITE; style-src 'none'; img-src 'none'; connect-src $SITE ${stage.backend.url.replace(/\/\w+$/, "")}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Collects what the page's policy was broken by, script errors and dialogs. */
async function watched(page: Page): Promise<string[]> {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    found.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML/i.test(message.text())) found.push(message.text());
  });
  return found;
}

const SCRIPTS = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `"><svg/onload=alert(1)>`,
  `<a href="javascript:alert(1)">x</a>`,
  `javascript:alert(1)`,
  `{{constructor.constructor('alert(1)')()}}`,
  `</style><style>*{display:none!important}</style>`,
  `&lt;b&gt; &#60;i&#62;`,
  `https://evil.example/"onmouseover="alert(1)`,
  `data:text/html,<script>alert(1)</script>`,
  `\u202e txet desrever \u202c`,
  `\u200b\u200d\ufeff\u0000`,
  `e${"\u0301\u0316\u0327".repeat(1300)}`,
  `${"\u{1f469}\u200d\u{1f469}\u200d\u{1f467}".repeat(80)}`,
  `__proto__`,
  `constructor`,
  "a".repeat(4096),
];

test("[WID30] hostile strings are text, under a policy that allows no inline style and no HTML strings", async () => {
  const page = await stage.visit({ csp: STRICT() });
  const found = await watched(page);
  stage.backend.agent = { id: "agent-x", name: SCRIPTS[1] ?? "", photo: "javascript:alert(1)" };
  await trouble(page);
  await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
  stage.backend.invite(SCRIPTS[0]);
  await invitationOf(page).waitFor();
  expect(await page.locator("heed-chat .invitation-text").textContent()).toBe(SCRIPTS[0]);
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await page.locator("heed-chat .here").waitFor();
  for (const text of SCRIPTS) stage.backend.say(text);
  for (const code of SCRIPTS.slice(0, 5)) {
    stage.backend.say({
      kind: "offer",
      offer: { code, percent: 5, expiresAt: Date.now() + 60_000, status: "open" },
    });
    stage.backend.say({ kind: "notice", notice: "agent-joined", name: code }, "system");
  }
  await page.locator("heed-chat .offer").nth(4).waitFor();
  const shown = await page.locator("heed-chat .bubble").evaluateAll((all) =>
    all.map((bubble) => {
      for (const hidden of bubble.querySelectorAll(".sr")) hidden.remove();
      return bubble.textContent;
    }),
  );
  expect(shown.map((text) => text?.replaceAll("\ufffd", "\u0000"))).toEqual(SCRIPTS);
  const kinds = await page.evaluate(() => {
    const root = document.querySelector("heed-chat")?.shadowRoot;
    return {
      foreign: root?.querySelectorAll(
        "script, style, iframe, object, [onerror], [onload], [onmouseover]",
      ).length,
      links: [...(root?.querySelectorAll("a") ?? [])].map(
        ({ protocol, rel }) => `${protocol} ${rel}`,
      ),
    };
  });
  expect(kinds.foreign).toBe(0);
  for (const link of kinds.links) expect(link).toMatch(/^(https?|mailto|tel): noopener noreferrer/);
  const panel = await panelOf(page).boundingBox();
  expect(panel?.width).toBeLessThanOrEqual(384);
  expect(found).toEqual([]);
  await page.context().close();
});

test("[WID30] hostile overrides of texts and theme are text or nothing", async () => {
  const page = await stage.visit({ csp: STRICT() });
  const found = await watched(page);
  await heed(page, "set", {
    texts: { placeholder: SCRIPTS[1], endQuestion: SCRIPTS[2] },
    accent: "red;}*{display:none}",
  });
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  expect(await page.locator("heed-chat textarea").getAttribute("placeholder")).toBe(SCRIPTS[1]);
  await page.getByRole("button", { name: "End the chat" }).click();
  await page.getByText(SCRIPTS[2] ?? "").waitFor();
  expect(found).toEqual([]);
  await page.context().close();
});

describe("[WID31] the page's style sheets and the chat leave each other alone", () => {
  const sheets = {
    "a reset of everything": "* { all: unset !important }",
    "everything hidden":
      "body > *, html > * { display: none; } heed-chat { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important; pointer-events: none !important }",
    "everything huge and coloured":
      "*, *::before { font: 60px/3 fantasy !important; color: red !important; letter-spacing: 1em !important; text-transform: uppercase !important; direction: rtl !important; margin: 50px !important; padding: 50px !important; filter: blur(4px) !important }",
    "a framework's base":
      "*,::after,::before{box-sizing:border-box;border:0 solid} html{font-size:62.5%} button,textarea{background:none;padding:0;font-size:100%} p{margin:0 0 1rem} h2{font-size:2rem} [role=button],button{cursor:pointer} .panel,.header,.line,.button,.badge,.root{display:none!important;position:static!important}",
  };
  let plain: unknown;

  const measure = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector("heed-chat")?.shadowRoot;
      return [".panel", ".header-name", ".bubble", "textarea", ".send", ".icon-button"].map(
        (name) => {
          const part = root?.querySelector(name);
          if (!part) return name;
          const { x, y, width, height } = part.getBoundingClientRect();
          const { color, fontSize, letterSpacing, textTransform, direction, filter } =
            getComputedStyle(part);
          return [
            name,
            x,
            y,
            width,
            height,
            color,
            fontSize,
            letterSpacing,
            textTransform,
            direction,
            filter,
          ].join(" ");
        },
      );
    });

  async function open(css: string): Promise<Page> {
    const page = await stage.visit({ head: `<style>${css}</style>` }, { reducedMotion: "reduce" });
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    stage.backend.say("Hello");
    await page.getByText("Hello").waitFor();
    return page;
  }

  beforeAll(async () => {
    stage.backend.reset();
    const page = await open("");
    plain = await measure(page);
    await page.context().close();
  });

  test.each(Object.entries(sheets))("%s", async (_, css) => {
    const page = await open(css);
    expect(await measure(page)).toEqual(plain);
    await page.locator("heed-chat textarea").click();
    await page.context().close();
  });

  test("nothing of the page lies over it, and nothing of it changes the page", async () => {
    const page = await stage.visit({
      head: "<style>#over{position:fixed;inset:0;z-index:2147483647;background:#fff8}</style>",
      body: '<div id="over">Over everything</div><p id="text">Cart</p>',
    });
    const before = await page.locator("#text").evaluate((p) => ({ ...getComputedStyle(p) }));
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await page.getByRole("button", { name: "Minimise the chat" }).click({ timeout: 2000 });
    await pillOf(page).waitFor();
    expect(await page.locator("#text").evaluate((p) => ({ ...getComputedStyle(p) }))).toEqual(
      before,
    );
    const globals = await page.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const known = new Set(Object.keys(frame.contentWindow ?? {}));
      return Object.keys(window).filter((name) => !known.has(name));
    });
    expect(
      globals.filter((name) => !/^heed(Loaded)?$|^dataLayer$|^over$|^text$|^\d+$/.test(name)),
    ).toEqual([]);
    await page.context().close();
  });
});

test("[WID32] socket, conversation and panel together weigh no more than 30 KB gzip", async () => {
  const files = await bundleOf("widget");
  // The parts that a chat may need later are not loaded with it.
  const atOnce = [...files].filter(([name]) => !name.startsWith("chat-aside"));
  expect(atOnce.length).toBeLessThan(files.size);
  const sizes = atOnce.map(([, text]) => gzipSync(text, { level: 9 }).length);
  expect(sizes.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(30 * 1024);
});

test("[WID33] a long conversation keeps the document small, and earlier messages can be had", async () => {
  const conversation = stage.backend.begin();
  const from = { kind: "agent", id: "agent-aino", name: "Aino" } as const;
  for (let n = 1; n <= 1000; n += 1) {
    conversation.send(from, `outbox-${n}`, 1, { kind: "text", text: `Message number ${n}` });
  }
  const page = await stage.visit();
  await heed(page, "open");
  await page.getByText("Message number 1000", { exact: true }).waitFor();
  const lines = page.locator("heed-chat .line");
  expect(await lines.count()).toBeLessThanOrEqual(150);
  await page.getByRole("button", { name: "Show earlier messages" }).click();
  await page.getByText("Message number 800", { exact: true }).waitFor();
  expect(await lines.count()).toBeGreaterThan(200);
  await page.context().close();
});
