import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { diskObjects, memoryObjects } from "../../infra/local/files/objects.ts";
import { codeOf, SHOP, startBucket, type TestBucket } from "./bucket.ts";
import { PNG } from "./samples.ts";

const KEY = "files/visitor1/conversation1/file1";
const MINUTE = 60_000;
const png = { type: "image/png", bytes: PNG.length } as const;
const as = { type: "image/png", disposition: 'attachment; filename="a.png"' } as const;

let bucket: TestBucket;
const folders: string[] = [];
afterEach(async () => {
  await bucket.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const begin = async (options: Parameters<typeof startBucket>[0] = {}) => {
  bucket = await startBucket(options);
  return bucket;
};

describe("[FIL14] the local bucket takes nothing that was not signed for", () => {
  test("an unsigned, altered, foreign, early or expired request is refused with S3's codes", async () => {
    const { files, stranger, world, origin, put } = await begin();
    const upload = files.upload(KEY, png, world.now + MINUTE);
    const foreign = stranger.upload(KEY, png, world.now + MINUTE);
    expect(await codeOf(await fetch(`${origin}/${KEY}`))).toBe("AccessDenied");
    expect(await codeOf(await put(foreign, PNG))).toBe("SignatureDoesNotMatch");
    const elsewhere = { ...upload, url: upload.url.replace("file1", "file2") };
    expect(await codeOf(await put(elsewhere, PNG))).toBe("SignatureDoesNotMatch");
    const again = { ...upload, headers: { "content-type": "image/png" } };
    expect(await codeOf(await put(again, PNG))).toBe("SignatureDoesNotMatch");
    const url = files.download(KEY, as, world.now + MINUTE);
    const shown = url.replace("attachment", "inline");
    expect(await codeOf(await fetch(shown))).toBe("SignatureDoesNotMatch");
    const longer = url.replace("X-Amz-Expires=60", "X-Amz-Expires=600");
    expect(await codeOf(await fetch(longer))).toBe("SignatureDoesNotMatch");
    const abroad = url.replace("eu-north-1", "eu-west-1");
    expect(await codeOf(await fetch(abroad))).toBe("AuthorizationQueryParametersError");
    expect(await codeOf(await fetch(url, { headers: { "x-amz-acl": "public-read" } }))).toBe(
      "AccessDenied",
    );
    world.now -= 20 * MINUTE;
    expect(await codeOf(await fetch(url))).toBe("AccessDenied");
    world.now += 22 * MINUTE;
    expect(await codeOf(await fetch(url))).toBe("AccessDenied");
    expect(await codeOf(await put(upload, PNG))).toBe("AccessDenied");
  });

  test("a function's session token is part of what is signed", async () => {
    const { session, world, put } = await begin();
    const upload = session.upload(KEY, png, world.now + MINUTE);
    expect(upload.url).toContain("X-Amz-Security-Token=token%2Fwith%2Bsigns%3D");
    const { status } = await put(upload, PNG);
    expect(status).toBe(200);
    expect(await session.look(KEY, 8)).toMatchObject(png);
  });

  test("a call that Heed does not make is refused by name", async () => {
    const { files, world } = await begin();
    const url = files.download("", as, world.now + MINUTE);
    expect(await codeOf(await fetch(url))).toBe("NotImplemented");
  });
});

test("[FIL15] pages of the named origins may put with the named headers, and nobody else", async () => {
  const { origin, files, world } = await begin();
  const preflight = (from: string, method: string, headers: string) =>
    fetch(`${origin}/${KEY}`, {
      method: "OPTIONS",
      headers: {
        origin: from,
        "access-control-request-method": method,
        "access-control-request-headers": headers,
      },
    });
  const asked = await preflight(SHOP, "PUT", "content-type,if-none-match");
  expect(asked.status).toBe(200);
  expect(asked.headers.get("access-control-allow-origin")).toBe(SHOP);
  expect(asked.headers.get("access-control-max-age")).toBe("60");
  for (const refused of [
    await preflight("https://other.example", "PUT", "content-type"),
    await preflight(SHOP, "DELETE", ""),
    await preflight(SHOP, "PUT", "content-type,x-amz-acl"),
  ]) {
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect(await codeOf(refused)).toBe("AccessForbidden");
  }
  const { url, headers } = files.upload(KEY, png, world.now + MINUTE);
  const put = (from: string) =>
    fetch(url, { method: "PUT", headers: { ...headers, origin: from }, body: Buffer.from(PNG) });
  expect((await put(SHOP)).headers.get("access-control-allow-origin")).toBe(SHOP);
  expect(
    (await put("https://other.example")).headers.get("access-control-allow-origin"),
  ).toBeNull();
});

test("[FIL16] ranges, overridden headers, the head alone and lists of a thousand are S3's", async () => {
  const { files, world, put, objects } = await begin();
  await put(files.upload(KEY, png, world.now + MINUTE), PNG);
  const url = files.download(KEY, as, world.now + MINUTE);
  const whole = await fetch(url);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": as.disposition,
    "cache-control": "private, no-store",
    "content-length": String(PNG.length),
  });
  const part = await fetch(url, { headers: { range: "bytes=1-3" } });
  expect([part.status, await part.text()]).toEqual([206, "PNG"]);
  expect(part.headers.get("content-range")).toBe(`bytes 1-3/${PNG.length}`);
  const beyond = await fetch(url, { headers: { range: `bytes=${PNG.length}-` } });
  expect([beyond.status, await codeOf(beyond)]).toEqual([416, "InvalidRange"]);
  const object = { type: "image/png", at: world.now, body: Buffer.from(PNG) };
  const many = Array.from({ length: 1001 }, (_, at) => `files/visitor2/c/${at}`);
  for (const key of many) await objects.put(key, object);
  await files.removeAll("files/visitor2/");
  expect(await objects.keys()).toEqual([KEY]);
});

describe("[FIL17] what lies in the bucket", () => {
  test.each(["memory", "a folder"])("in %s is gone after its days", async (where) => {
    const folder = mkdtempSync(join(tmpdir(), "heed-files-"));
    folders.push(folder);
    const objects = where === "memory" ? memoryObjects() : diskObjects(folder);
    const { files, world, put } = await begin({ objects, spec: { keptMs: 10 * MINUTE } });
    await put(files.upload(KEY, png, world.now + MINUTE), PNG);
    world.now += 10 * MINUTE - 1;
    expect(await files.look(KEY, 8)).toEqual({ head: PNG.slice(0, 8), ...png });
    world.now += 1;
    expect(await files.look(KEY, 8)).toBeUndefined();
  });

  test("outlives a restart where data is kept, and no key leads out of its folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "heed-files-"));
    folders.push(folder);
    const kept = join(folder, "kept");
    const object = { type: "image/png", at: 1, body: Buffer.from(PNG) };
    const keys = ["files/v/c/a", "../outside", "..", "a.new", "ä b"];
    for (const key of keys) await diskObjects(kept).put(key, object);
    await begin({ objects: diskObjects(kept) });
    expect([...(await bucket.objects.keys())].sort()).toEqual([...keys].sort());
    for (const key of keys) expect(await bucket.objects.get(key)).toEqual(object);
  });
});
