import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { heard, loaded, openStage, parcels, type Stage, signal, signals } from "./stage.ts";

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
  await page.mouse.click(300, 200);
  await page.waitForTimeout(1700);
  expect(await again()).toBe(2);
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
