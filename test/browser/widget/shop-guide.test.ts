import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openWidgetStage, panelOf, type WidgetStage } from "./stage.ts";

const guide = readFileSync(new URL("../../../docs/shop.md", import.meta.url), "utf8");

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** A section's code blocks of one language, with this stage's addresses. */
function blocks(section: string, language: string): string[] {
  const [, text = ""] = guide.split(`## ${section}\n`);
  const [own = ""] = text.split("\n## ");
  return [...own.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, code = ""]) =>
      code
        .replaceAll("HEED/", `${stage.site}/`)
        .replaceAll("HEED", stage.site)
        .replaceAll("wss://SOCKET/STAGE", stage.backend.url)
        .replaceAll("wss://SOCKET", new URL(stage.backend.url).origin),
  );
}

test("[WID47] the guide's plain HTML works as it stands, and so do its marks and calls", async () => {
  const [tag = "", marks = ""] = blocks("Plain HTML", "html");
  const [calls = ""] = blocks("Calls", "html");
  const page = await stage.visit({ bare: true, body: tag + marks + calls });
  await page.getByRole("button", { name: "Chat with us" }).click();
  await panelOf(page).waitFor();
  await page.locator("heed-chat .here").waitFor();
  const [first] = stage.backend.payloads("signals");
  expect(first?.view).toMatchObject({ kind: "cart" });
  expect(first?.cart).toMatchObject({ value: 129.5, currency: "EUR", items: 2 });
  const kinds = stage.backend
    .payloads("signals")
    .flatMap(({ signals }) =>
      (signals as { kind: string; detail?: string }[]).map(
        ({ kind, detail }) => `${kind} ${detail}`,
      ),
    );
  expect(kinds).toContain("coupon-rejected expired");
  expect(await page.locator("heed-chat .root.start").count()).toBe(1);
  await page.getByRole("button", { name: "Your data" }).click();
  const policy = page.getByRole("link", { name: "Privacy policy" });
  expect(await policy.getAttribute("href")).toBe("https://shop.example/privacy");
  await page.context().close();
});

test("[WID47] the guide's two directives are all that a strict policy needs", async () => {
  const [csp = ""] = blocks("Content Security Policy", "");
  const broken: string[] = [];
  const page = await stage.visit({
    csp: `default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; ${csp.replaceAll("\n", " ")}`,
    body: '<button type="button" data-heed-open>Help</button>',
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) broken.push(message.text());
  });
  await page.waitForFunction(() => "heedLoaded" in window);
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: "Help" }).click();
  await page.locator("heed-chat .here").waitFor();
  await page.getByRole("button", { name: "Your data" }).click();
  await page.getByRole("button", { name: "Delete my data" }).waitFor();
  const waits = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this chat" }).click();
  await waits;
  expect(broken).toEqual([]);
  await page.context().close();
});
