import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createHeedApi, refusalOf } from "../../../web/shop/heed-api.ts";

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A Heed that answers what the test wants, one answer after the other; the last stays. */
async function fake(...answers: (readonly [status: number, body: unknown])[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    asked.push({ path: request.url ?? "", headers: request.headers, body });
    const [status, answer] = answers[Math.min(asked.length, answers.length) - 1] ?? [500, {}];
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/` };
}

const request = { code: "HAVU-7", order: "HV-1", cart: { value: 121, currency: "EUR" } };
const good = { code: "HAVU-7", percent: 10, amount: 12.1, currency: "EUR" };
const now = () => 1_700_000_000_500;

test("[SIG92] the shop signs time and body, and sends the order's number as the idempotency key", async () => {
  const { asked, url } = await fake([200, good]);
  const api = createHeedApi(url, "secret", now);
  expect(await api.check(request)).toEqual({
    ok: true,
    ...good,
    currency: undefined,
    amount: 12.1,
  });
  expect(await api.redeem(request)).toMatchObject({ ok: true, percent: 10, amount: 12.1 });
  expect(asked.map((one) => one.path)).toEqual(["/api/offers/check", "/api/offers/redeem"]);
  for (const { headers, body } of asked) {
    const mac = createHmac("sha256", "secret").update(`1700000000.${body}`).digest("hex");
    expect(headers["heed-signature"]).toBe(`t=1700000000,v1=${mac}`);
    expect(headers["idempotency-key"]).toBe("HV-1");
    expect(JSON.parse(body)).toEqual(request);
  }
});

test("[SIG92] a call that got no answer is made once more, with the same key", async () => {
  const { asked, url } = await fake([0, {}], [200, good]);
  expect(await createHeedApi(url, "secret", now).redeem(request)).toMatchObject({ ok: true });
  expect(asked.map((one) => one.headers["idempotency-key"])).toEqual(["HV-1", "HV-1"]);
});

test.each([
  [404, { code: "not_found" }, "unknown"],
  [410, { code: "gone" }, "expired"],
  [409, { code: "conflict" }, "used"],
  [422, { code: "refused" }, "refused"],
  [400, "no object", "refused"],
  [409, { code: "something new" }, "used"],
  [401, { code: "unauthorised" }, "unavailable"],
  [429, { code: "slow_down" }, "unavailable"],
])("[SIG92] the answer %i %j is a refusal: %s", async (status, body, refusal) => {
  const { asked, url } = await fake([status, body]);
  const answer = await createHeedApi(url, "secret", now).redeem(request);
  expect(answer).toEqual({ ok: false, refusal });
  expect(asked).toHaveLength(1);
  expect(refusalOf(status, body)).toBe(refusal);
});

test("[SIG92] a Heed that is broken, gone or talks nonsense leaves the price as it is", async () => {
  const unavailable = { ok: false, refusal: "unavailable" };
  const broken = await fake([503, {}]);
  expect(await createHeedApi(broken.url, "secret", now).check(request)).toEqual(unavailable);
  const odd = await fake([200, { code: "HAVU-7", percent: "10", amount: -5 }]);
  expect(await createHeedApi(odd.url, "secret", now).check(request)).toEqual(unavailable);
  expect(await createHeedApi("http://127.0.0.1:9", "secret", now).check(request)).toEqual(
    unavailable,
  );
});

test("[SIG108] a purchase is confirmed with the shopper, repeated without an answer, and never throws", async () => {
  const { asked, url } = await fake([0, {}], [200, { order: "HV-1", at: 1 }]);
  const api = createHeedApi(url, "secret", now);
  const purchase = {
    order: "HV-1",
    value: 121,
    currency: "EUR",
    discount: 12.1,
    code: "HAVU-7",
    visitor: "v".repeat(22),
  };
  expect(await api.confirm(purchase)).toBe(true);
  expect(asked.map(({ path }) => path)).toEqual(["/api/orders", "/api/orders"]);
  expect(JSON.parse(asked[1]?.body ?? "")).toEqual(purchase);
  const refusing = await fake([409, { code: "conflict" }]);
  expect(await createHeedApi(refusing.url, "secret", now).confirm(purchase)).toBe(false);
  expect(refusing.asked).toHaveLength(1);
  expect(await createHeedApi("http://127.0.0.1:9", "secret", now).confirm(purchase)).toBe(false);
});
