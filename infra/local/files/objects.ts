import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface StoredObject {
  readonly type: string;
  /** When it was written, epoch ms. */
  readonly at: number;
  readonly body: Buffer;
}

/** The objects of one bucket. */
export interface Objects {
  put(key: string, object: StoredObject): Promise<void>;
  get(key: string): Promise<StoredObject | undefined>;
  remove(key: string): Promise<void>;
  /** In no order. */
  keys(): Promise<readonly string[]>;
}

/** Forgotten with the process. */
export function memoryObjects(): Objects {
  const stored = new Map<string, StoredObject>();
  return {
    put: async (key, object) => void stored.set(key, object),
    get: async (key) => stored.get(key),
    remove: async (key) => void stored.delete(key),
    keys: async () => [...stored.keys()],
  };
}

const END_OF_HEAD = 0x0a;
const UNFINISHED = ".new";

/** One file each: a line of JSON, then the body. A key is one file name, so no key leads out of the folder. */
export function diskObjects(folder: string): Objects {
  const made = mkdir(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, encodeURIComponent(key).replaceAll(".", "%2E"));
  return {
    async put(key, { body, ...head }) {
      await made;
      const path = pathOf(key);
      const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
      await writeFile(`${path}${UNFINISHED}`, whole, { mode: 0o600 });
      await rename(`${path}${UNFINISHED}`, path);
    },
    async get(key) {
      const whole = await readFile(pathOf(key)).catch(() => undefined);
      if (!whole) return undefined;
      const end = whole.indexOf(END_OF_HEAD);
      return { ...JSON.parse(whole.toString("utf8", 0, end)), body: whole.subarray(end + 1) };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async keys() {
      await made;
      const names = await readdir(folder);
      return names.filter((name) => !name.endsWith(UNFINISHED)).map(decodeURIComponent);
    },
  };
}
