import { afterEach } from "vitest";
import { startBucket, type TestBucket } from "../files/bucket.ts";
import { filesContract, type Place } from "./files.contract.ts";

const buckets: TestBucket[] = [];
afterEach(async () => {
  for (const bucket of buckets.splice(0)) await bucket.close();
});

filesContract(async (): Promise<Place> => {
  const bucket = await startBucket();
  buckets.push(bucket);
  const { files, world, put } = bucket;
  return {
    files,
    get now() {
      return world.now;
    },
    set now(now) {
      world.now = now;
    },
    put: async (upload, body) => (await put(upload, body)).status,
    get: async (url) => {
      const answer = await fetch(url);
      if (!answer.ok) return undefined;
      const body = new Uint8Array(await answer.arrayBuffer());
      return { body, disposition: answer.headers.get("content-disposition") };
    },
  };
});
