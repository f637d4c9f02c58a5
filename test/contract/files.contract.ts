import { expect, test } from "vitest";
import type { Upload } from "../../functions/contract/file.ts";
import { disposition } from "../../functions/domain/file/name.ts";
import type { Files } from "../../functions/ports.ts";
import { PDF, PNG } from "../files/samples.ts";

/** A place for files, new and empty, with what browsers can do. */
export interface Place {
  readonly files: Files;
  /** @returns the HTTP status */
  put(upload: Upload, body: Uint8Array): Promise<number>;
  /** @returns undefined when it is refused */
  get(
    url: string,
  ): Promise<{ readonly body: Uint8Array; readonly disposition: string | null } | undefined>;
  /** The clock that both go by, epoch ms. */
  now: number;
}

const KEY = "files/visitor1/conversation1/file1";
const MINUTE = 60_000;

export function filesContract(makePlace: () => Promise<Place>): void {
  const png = { type: "image/png", bytes: PNG.length } as const;
  const saved = { type: "image/png", disposition: disposition("kuva ä.png") } as const;

  test("[FIL4] a file of exactly the announced length is taken, once", async () => {
    const place = await makePlace();
    const upload = place.files.upload(KEY, png, place.now + MINUTE);
    expect(await place.put(upload, PNG.slice(1))).toBe(403);
    expect(await place.put(upload, Uint8Array.from([...PNG, 0]))).toBe(403);
    expect(await place.files.look(KEY, 32)).toBeUndefined();
    expect(await place.put(upload, PNG)).toBe(200);
    expect(await place.put(upload, Uint8Array.from(PNG).reverse())).toBe(412);
    expect(await place.files.look(KEY, 8)).toEqual({ head: PNG.slice(0, 8), ...png });
  });

  test("[FIL4] another type than announced, or too late, is refused", async () => {
    const place = await makePlace();
    const upload = place.files.upload(KEY, png, place.now + MINUTE);
    const headers = { ...upload.headers, "content-type": "text/html" };
    expect(await place.put({ ...upload, headers }, PNG)).toBe(403);
    place.now += MINUTE + 1000;
    expect(await place.put(upload, PNG)).toBe(403);
    expect(await place.files.look(KEY, 8)).toBeUndefined();
  });

  test("[FIL5] an address gives the file out, to be saved under its name, until its time", async () => {
    const place = await makePlace();
    await place.put(place.files.upload(KEY, png, place.now + MINUTE), PNG);
    const url = place.files.download(KEY, saved, place.now + MINUTE);
    expect(await place.get(url)).toEqual({ body: PNG, disposition: saved.disposition });
    place.now += MINUTE + 1000;
    expect(await place.get(url)).toBeUndefined();
  });

  test("[FIL6] where nothing lies there is nothing to look at, to fetch or to remove", async () => {
    const { files, now, get } = await makePlace();
    expect(await files.look(KEY, 32)).toBeUndefined();
    expect(await get(files.download(KEY, saved, now + MINUTE))).toBeUndefined();
    await files.remove(KEY);
    await files.removeAll("files/visitor1/");
  });

  test("[FIL7] one file is removed, or all below a prefix, and no other", async () => {
    const { files, put, now } = await makePlace();
    const pdf = { type: "application/pdf", bytes: PDF.length } as const;
    const keys = ["files/v/c/a", "files/v/c/b", "files/v/d/a", "files/v2/c/a"];
    for (const key of keys) await put(files.upload(key, pdf, now + MINUTE), PDF);
    const left = async () => {
      const looked = await Promise.all(keys.map((key) => files.look(key, 1)));
      return keys.filter((_, at) => looked[at]);
    };
    await files.remove("files/v/c/a");
    expect(await left()).toEqual(keys.slice(1));
    await files.removeAll("files/v/");
    expect(await left()).toEqual(["files/v2/c/a"]);
  });
}
