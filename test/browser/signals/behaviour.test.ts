import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { heard, loaded, openStage, PHONE, parcels, type Stage, signal, signals } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.asked.length = 0;
});

test("[SIG62] clicking a dead button six times is a rage click", async () => {
  const page = await stage.show("/en/product/x", "<button>Add to cart</button>");
  for (let click = 0; click < 6; click += 1) await page.mouse.click(40, 18);
  expect((await signal(page, "rage-click")).detail).toBe("button Add to cart");
  await page.context().close();
});

test("[SIG62] also on a disabled button, and by finger", async () => {
  const tag = 'data-rage-time="6"';
  const disabled = await stage.show("/en/", '<button disabled style="padding:20px">Pay</button>', {
    tag,
  });
  for (let click = 0; click < 6; click += 1) await disabled.mouse.click(40, 30);
  expect((await signal(disabled, "rage-click")).detail).toBe("button Pay");
  const phone = await stage.show("/en/", "<button>Pay</button>", { tag, context: PHONE });
  for (let tap = 0; tap < 6; tap += 1) await phone.touchscreen.tap(20 + tap * 3, 18);
  await signal(phone, "rage-click");
  for (const one of [disabled, phone]) await one.context().close();
});

test("[SIG62] a button that does something may be clicked as often as one likes, and so may a field", async () => {
  const page = await stage.show(
    "/en/",
    `<button onclick="document.querySelector('b').textContent++">+</button><b>1</b><br><input type="number"><p data-heed-quiet><button>drum</button></p>`,
    { tag: 'data-rage-time="6"' },
  );
  for (const at of ["button", "input", "p button"]) {
    const box = await page.locator(at).first().boundingBox();
    for (let click = 0; click < 6; click += 1)
      await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
  }
  expect(await heard(page)).not.toContain("rage-click");
  await page.context().close();
});

test("[SIG63] a click on what looks like a control and does nothing is dead", async () => {
  const page = await stage.show(
    "/en/",
    `<a href="#" onclick="return false">Size guide</a><p style="cursor:pointer" id="tile">tile</p>`,
    { tag: 'data-dead-time="0.4"' },
  );
  expect(await heard(page)).toEqual(["page-view"]);
  const dead = async () =>
    (await signals(page)).flatMap(({ kind, detail }) => (kind === "dead-click" ? detail : []));
  await page.click("a");
  await expect.poll(dead, { timeout: 5000 }).toEqual(["a Size guide"]);
  await page.click("#tile");
  await expect.poll(dead, { timeout: 5000 }).toEqual(["a Size guide", "p"]);
  expect(await heard(page)).toEqual(["page-view", "dead-click", "dead-click"]);
  await page.context().close();
});

test("[SIG63] a click that changes, scrolls, submits or leads somewhere is alive, and so is one on plain text", async () => {
  stage.put("/slow", () => undefined);
  const page = await stage.show(
    "/en/",
    `<button id="a" onclick="this.className='on'">a</button><a id="b" href="#far">b</a><p id="c">text</p>
     <form onsubmit="event.preventDefault()"><button id="d">d</button></form><div style="height:3000px"></div><p id="far">far</p>`,
    { tag: 'data-dead-time="0.4"' },
  );
  for (const id of ["#a", "#c", "#d", "#b"]) {
    await page.click(id);
    await page.waitForTimeout(600);
  }
  expect(await heard(page)).toEqual(["page-view"]);
  await page.context().close();
});

test("[SIG64] a search that finds nothing, by the page's words or its marks", async () => {
  const bodies: Record<string, string> = {
    en: "<main><h1>Results</h1><p>No results for “kayak”.</p></main>",
    fi: "<main>Haulla ei löytynyt tuotteita.</main>",
    et: "<main>Otsing ei andnud tulemusi.</main>",
    ru: "<main>Ничего не найдено.</main>",
    sv: '<main data-heed-results="0">Tomt.</main>',
  };
  for (const [lang, body] of Object.entries(bodies)) {
    const page = await stage.show(`/${lang}/search`, body, { lang, query: "?q=my+secret" });
    await signal(page, "search-empty");
    const [parcel] = await parcels(page);
    expect(parcel?.view).toMatchObject({ kind: "search", path: `/${lang}/search` });
    expect(parcel?.view).not.toHaveProperty("title");
    expect(JSON.stringify(parcel)).not.toContain("secret");
    await page.context().close();
  }
  const found = await stage.show("/en/search", "<main>3 results</main>");
  await found.waitForTimeout(700);
  expect(await loaded(found)).toBe(false);
  await found.context().close();
});

test("[SIG65] the third search without looking at a product is a search repeated", async () => {
  stage.put("/en/search", stage.document("<main>3 results</main>"));
  stage.put("/en/product/x", stage.document("<h1>Product</h1>"));
  const page = await stage.page();
  const search = async (words: string) => {
    await page.goto(`${stage.shop}/en/search?q=${words}`);
    await page.waitForTimeout(200);
  };
  await search("tent");
  await search("tarp");
  await page.goto(`${stage.shop}/en/product/x`);
  await search("tent");
  await search("lean-to");
  expect(await loaded(page)).toBe(false);
  await search("shelter");
  await signal(page, "search-repeated");
  await page.context().close();
});

test("[SIG69] back and forth between two products, by links and by the back button", async () => {
  stage.put("/en/product/a", stage.document('<a href="/en/product/b">b</a>'));
  stage.put("/en/product/b", stage.document('<a href="/en/product/a">a</a>'));
  const links = await stage.page();
  await links.goto(`${stage.shop}/en/product/a`);
  for (let click = 0; click < 2; click += 1) {
    await links.click("a");
    await links.waitForTimeout(200);
  }
  expect(await loaded(links)).toBe(false);
  await links.click("a");
  expect((await signal(links, "back-and-forth")).detail).toBe("product product");

  const back = await stage.page();
  await back.goto(`${stage.shop}/en/product/a`);
  await back.waitForTimeout(200);
  for (let turn = 0; turn < 2; turn += 1) {
    await back.click("a");
    await back.waitForTimeout(200);
    // Playwright's own goBack waits for a load, which a page from the back-forward cache doesn't have.
    await back.evaluate(() => history.back());
    await back.waitForTimeout(400);
  }
  await signal(back, "back-and-forth");
  for (const one of [links, back]) await one.context().close();
});

test("[SIG69] so is between the cart and the terms", async () => {
  stage.put("/en/cart", stage.document('<a href="/en/shipping">terms</a>'));
  stage.put("/en/shipping", stage.document('<a href="/en/cart">cart</a>'));
  const page = await stage.page();
  await page.goto(`${stage.shop}/en/cart`);
  for (let click = 0; click < 3; click += 1) {
    await page.click("a");
    await page.waitForTimeout(200);
  }
  expect((await signal(page, "back-and-forth")).detail).toBe("cart help");
  await page.context().close();
});

test("[SIG70] selecting a price is heard, without what was selected", async () => {
  const page = await stage.show("/en/product/x", "<p>A fine thing.</p><b>129,50 €</b>");
  await page.dblclick("p", { position: { x: 12, y: 8 } });
  await page.waitForTimeout(800);
  const box = await page.locator("b").boundingBox();
  const y = (box?.y ?? 0) + 8;
  await page.mouse.move((box?.x ?? 0) + 1, y);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 1, y, { steps: 5 });
  await page.mouse.up();
  await page.waitForTimeout(800);
  expect(await loaded(page)).toBe(false);
  expect(await heard(page)).toEqual(["page-view", "price-selected"]);
  expect(JSON.stringify(await parcels(page))).not.toContain("129");
  await page.context().close();
});
