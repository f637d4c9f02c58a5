import type { Upload } from "../../contract/file.ts";
import type { Clock, Files } from "../../ports.ts";

interface Promised {
  readonly key: string;
  readonly type: string;
  readonly bytes: number;
  readonly until: number;
}

/** Files in this process's memory, for tests. It keeps the same contract as the bucket. */
export interface MemoryFiles extends Files {
  /** What the bucket would do with an upload. @returns the HTTP status */
  receive(upload: Upload, body: Uint8Array): number;
  /** What an address of `download` gives; undefined once it has expired, or where nothing lies. */
  fetch(url: string): { readonly body: Uint8Array; readonly disposition: string } | undefined;
  readonly keys: readonly string[];
}

export function createMemoryFiles(clock: Clock): MemoryFiles {
  const stored = new Map<string, { readonly type: string; readonly body: Uint8Array }>();
  const promised = new Map<string, Promised>();
  const given = new Map<string, { key: string; disposition: string; until: number }>();

  return {
    upload(key, { type, bytes }, until) {
      const url = `memory:put/${promised.size}`;
      promised.set(url, { key, type, bytes, until });
      return { url, headers: { "content-type": type } };
    },
    receive({ url, headers }, body) {
      const known = promised.get(url);
      if (!known || known.until <= clock() || headers["content-type"] !== known.type) return 403;
      if (body.length !== known.bytes) return 403;
      if (stored.has(known.key)) return 412;
      stored.set(known.key, { type: known.type, body });
      return 200;
    },
    async look(key, bytes) {
      const file = stored.get(key);
      if (!file) return undefined;
      return { head: file.body.slice(0, bytes), type: file.type, bytes: file.body.length };
    },
    download(key, { disposition }, until) {
      const url = `memory:get/${given.size}`;
      given.set(url, { key, disposition, until });
      return url;
    },
    fetch(url) {
      const known = given.get(url);
      const file = known && stored.get(known.key);
      if (!known || !file || known.until <= clock()) return undefined;
      return { body: file.body, disposition: known.disposition };
    },
    async remove(key) {
      stored.delete(key);
    },
    async removeAll(prefix) {
      for (const key of [...stored.keys()]) if (key.startsWith(prefix)) stored.delete(key);
    },
    get keys() {
      return [...stored.keys()];
    },
  };
}
