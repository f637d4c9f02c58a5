import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Stage } from "../../../infra/local/run.ts";
import { edgeFunction } from "../../../infra/local/site/edge-function.ts";
import { httpApi, pool } from "./fixture-template.ts";
import { site } from "./site-template.ts";
import { cleanUp, stageOf } from "./stage-kit.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await stageOf({ ...httpApi("ANY /api/{proxy+}"), ...site, ...pool });
});
afterAll(cleanUp);

const get = (path: string, init?: RequestInit) =>
  fetch(stage.urls.site + path, { redirect: "manual", ...init });

test("[LOC37] uploaded files are served with type, cache headers and an entity tag", async () => {
  const loader = await get("/heed.js");
  expect(loader.status).toBe(200);
  expect(loader.headers.get("content-type")).toBe("text/javascript");
  expect(loader.headers.get("cache-control")).toBe("public, max-age=300");
  const hashed = await get("/assets/chat-0a1b2c.js");
  expect(hashed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const etag = hashed.headers.get("etag") ?? "";
  const again = await get("/assets/chat-0a1b2c.js", { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const head = await get("/heed.js", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("[LOC37] the root object answers for /, and a missing file is denied", async () => {
  expect(await (await get("/")).text()).toContain("loader");
  expect((await get("/assets/none.js")).status).toBe(403);
  expect((await get("/..%2f..%2fpackage.json")).status).toBe(403);
});

test("[LOC38] behaviours are tried in order, each with its methods, function and headers", async () => {
  const redirect = await get("/console");
  expect([redirect.status, redirect.headers.get("location")]).toEqual([308, "/console/"]);
  const page = await get("/console/any/page");
  expect(await page.text()).toContain("<title>Console</title>");
  expect(page.headers.get("x-frame-options")).toBe("DENY");
  expect(page.headers.get("content-security-policy")).toBe(`connect-src 'self' ${stage.urls.site}`);
  expect((await get("/console/", { method: "POST" })).status).toBe(403);
  const api = await get("/api/anything", { method: "POST" });
  expect(await api.json()).toMatchObject({ event: { rawPath: "/api/anything" } });
});

test("[LOC38] the headers policy answers pages of other origins", async () => {
  const shop = await get("/heed.js", { headers: { origin: "https://shop.example" } });
  expect(shop.headers.get("access-control-allow-origin")).toBe("*");
  expect(shop.headers.get("x-shop")).toBe("yes");
  const own = await get("/heed.js");
  expect(own.headers.get("access-control-allow-origin")).toBeNull();
});

test("[LOC38] large text is compressed for clients that take gzip", async () => {
  const raw = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve) => {
    const url = `${stage.urls.site}/assets/chat-0a1b2c.js`;
    request(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) }),
      );
    }).end();
  });
  expect(raw.encoding).toBe("gzip");
  const plain = await get("/assets/chat-0a1b2c.js", { headers: { "accept-encoding": "identity" } });
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(gunzipSync(raw.body).toString()).toBe(await plain.text());
});

test("[LOC38] a CloudFront function sees the request and has no way out", () => {
  const asked = { method: "GET", uri: "/x", query: "a=1", headers: { host: "h" }, ip: "::1" };
  const rewrite = edgeFunction(
    "function handler(e) { e.request.uri += e.request.querystring.a.value + typeof process; return e.request; }",
  );
  expect(rewrite(asked)).toEqual({ kind: "forward", uri: "/x1undefined" });
  const answer = edgeFunction(
    "function handler(e) { return { statusCode: 410, headers: { 'X-A': { value: '1' } }, body: { data: 'gone' } }; }",
  );
  expect(answer(asked)).toEqual({
    kind: "answer",
    status: 410,
    headers: { "x-a": "1" },
    body: "gone",
  });
  expect(() => edgeFunction("var x = 1;")).toThrow("must define handler");
  expect(() => edgeFunction("function handler() { for (;;); }")(asked)).toThrow(/timed out/);
});
