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

test("[SIG54] a page that came with an error status is an error page at once", async () => {
  for (const status of [404, 500, 503]) {
    const page = await stage.show("/en/broken", "<h1>Oh no</h1>", { status });
    expect(await signal(page, "error-page")).toMatchObject({ detail: String(status) });
    expect((await parcels(page))[0]?.view).toMatchObject({ kind: "error", status });
    await page.context().close();
  }
});

test("[SIG55] so is a page that the shop has marked; a door or a form that says no isn't one", async () => {
  const page = await stage.show("/en/oops", '<h1 data-heed-page="error">Oh no</h1>');
  expect(await signal(page, "error-page")).toMatchObject({ detail: "marked" });
  const meta = await stage.show("/en/oops", "", { head: '<meta data-heed-page="error">' });
  await signal(meta, "error-page");
  for (const one of [page, meta]) await one.context().close();
  for (const status of [401, 422]) {
    const form = await stage.show("/en/login", "<h1>Sign in</h1>", { status });
    expect(await heard(form)).not.toContain("error-page");
    await form.context().close();
  }
});

test("[SIG59] the second uncaught error on a page matters, the first in a checkout; no message leaves", async () => {
  stage.put("/shop.js", {
    type: "text/javascript",
    body: `function boom() { throw new TypeError("secret word of the shopper") }
      function reject() { Promise.reject(new RangeError("another secret")) }`,
  });
  const body =
    '<script src="/shop.js?v=2"></script><button onclick="boom()">boom</button><i onclick="reject()">reject</i>';
  const page = await stage.show("/en/product/x", body);
  const checkout = await stage.show("/en/checkout", body);
  await page.click("button");
  await checkout.click("button");
  expect((await signal(checkout, "script-error")).detail).toBe("TypeError shop.js");
  expect(await loaded(page)).toBe(false);
  await page.click("i");
  const details = async () =>
    (await signals(page)).filter((one) => one.kind === "script-error").map((one) => one.detail);
  await expect.poll(details).toEqual(["TypeError shop.js", "RangeError shop.js"]);
  for (const one of [page, checkout]) {
    expect(JSON.stringify(await parcels(one))).not.toContain("secret");
    await one.context().close();
  }
});

test("[SIG60] failed requests of the shop's own are heard, with a path and without a query", async () => {
  stage.put("/api/stock", { status: 503, body: "" });
  stage.put("/api/fine", { body: "{}" });
  const page = await stage.show("/en/product/x", "<h1>Product</h1>");
  await page.route("**/api/gone", (route) => route.abort("connectionreset"));
  await page.evaluate(() => fetch("/api/stock?email=a@b.fi"));
  await page.waitForTimeout(300);
  expect(await loaded(page)).toBe(false);
  await page.evaluate(() => fetch("/api/gone").catch(() => undefined));
  const details = async () =>
    (await signals(page)).filter((one) => one.kind === "request-failed").map((one) => one.detail);
  await expect.poll(details, { timeout: 8000 }).toEqual(["503 /api/stock", "network /api/gone"]);
  await page.context().close();
});

test("[SIG60] aborted requests, answers below 500 and other people's servers are no failures", async () => {
  stage.put("/api/suggest", { body: "[]" });
  stage.put("/api/missing", { status: 404, body: "" });
  const page = await stage.show("/en/checkout", "<h1>Checkout</h1>");
  await page.route("https://tracker.example/**", (route) => route.fulfill({ status: 500 }));
  await page.evaluate(async () => {
    for (let letter = 0; letter < 3; letter += 1) {
      const stop = new AbortController();
      const request = fetch(`/api/suggest?q=${letter}`, { signal: stop.signal });
      stop.abort();
      await request.catch(() => undefined);
    }
    await fetch("/api/suggest?q=all");
    await fetch("/api/missing");
    await fetch("https://tracker.example/collect").catch(() => undefined);
  });
  await page.waitForTimeout(2600);
  expect(await heard(page)).not.toContain("request-failed");
  await page.context().close();
});

test("[SIG61] a form that turns the shopper away twice is trouble; fields are named, never read", async () => {
  const page = await stage.show(
    "/en/account",
    `<form name="register"><input name="phone" required pattern="\\d+"><input name="mail" required><button>Go</button></form>`,
  );
  await page.fill("[name=phone]", "my secret");
  await page.click("button");
  await page.waitForTimeout(700);
  expect(await loaded(page)).toBe(false);
  await page.click("button");
  expect((await signal(page, "form-invalid")).detail).toBe("register: phone");
  expect((await signals(page)).filter((one) => one.kind === "form-invalid")).toHaveLength(2);
  expect(JSON.stringify(await parcels(page))).not.toContain("secret");
  await page.context().close();
});

test("[SIG61] so is one that comes back from the shop with a marked field in the checkout", async () => {
  const page = await stage.show(
    "/en/checkout",
    '<form id="address"><input name="postcode" value="secret" aria-invalid="true"></form>',
  );
  expect((await signal(page, "form-invalid")).detail).toBe("address: postcode");
  await page.context().close();
});

test("[SIG61] and one whose own script marks a field after the press", async () => {
  const page = await stage.show(
    "/en/checkout",
    `<form id="pay" onsubmit="event.preventDefault(); setTimeout(() => this.firstElementChild.setAttribute('aria-invalid', 'true'), 400)"><input name="holder"><button>Pay</button></form>`,
  );
  await page.click("button");
  expect((await signal(page, "form-invalid")).detail).toBe("pay: holder");
  await page.click("button");
  const again = async () =>
    (await signals(page)).filter((one) => one.kind === "form-invalid").length;
  await expect.poll(again, { timeout: 5000 }).toBe(2);
  await page.click("body", { position: { x: 300, y: 200 } });
  await page.waitForTimeout(1700);
  expect(await again()).toBe(2);
  await page.context().close();
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
  await page.click("a");
  await page.waitForTimeout(700);
  await page.click("#tile");
  await page.waitForTimeout(700);
  expect(await heard(page)).toEqual(["page-view", "dead-click", "dead-click"]);
  const details = (await signals(page)).flatMap((one) => one.detail ?? []);
  expect(details).toEqual(["a Size guide", "p"]);
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

test("[SIG67] a refused coupon, marked by the shop or by its field", async () => {
  const marked = await stage.show(
    "/en/cart",
    '<p role="alert" data-heed-signal="coupon-rejected" data-heed-detail="Expired!">expired</p>',
  );
  expect((await signal(marked, "coupon-rejected")).detail).toBe("expired");
  const field = await stage.show(
    "/en/cart",
    `<form onsubmit="event.preventDefault(); this.coupon_code.setAttribute('aria-invalid', 'true')"><input name="coupon_code"><button>Apply</button></form>`,
  );
  await field.fill("input", "MY-SECRET");
  await field.click("button");
  await signal(field, "coupon-rejected");
  expect(JSON.stringify(await parcels(field))).not.toContain("SECRET");
  expect(await heard(field)).not.toContain("form-invalid");
  for (const one of [marked, field]) await one.context().close();
});

test("[SIG68] a declined payment comes with its reason as a code", async () => {
  const marked = await stage.show(
    "/en/payment",
    '<p data-heed-signal="payment-declined" data-heed-detail="3ds_failed">declined</p>',
  );
  expect((await signal(marked, "payment-declined")).detail).toBe("3ds_failed");
  const pushed = await stage.show("/en/payment", "");
  await pushed.evaluate(() =>
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push({
      event: "payment_failed",
      error_code: "3D Secure: authentication failed",
    }),
  );
  expect((await signal(pushed, "payment-declined")).detail).toBe("3d_secure_authentication_failed");
  const returned = await stage.show("/en/payment", "", {
    query: "?payment_intent=pi_secret&redirect_status=failed",
  });
  expect((await signal(returned, "payment-declined")).detail).toBe("redirect");
  expect(JSON.stringify(await parcels(returned))).not.toContain("secret");
  for (const one of [marked, pushed, returned]) await one.context().close();
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
