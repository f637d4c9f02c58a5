import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { UploadSpec } from "./spec.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** CloudFront compresses text-like objects between these sizes, in bytes. */
const COMPRESSED = { from: 1_000, to: 10_000_000 };
const COMPRESSIBLE = /^(text\/|application\/(json|manifest\+json|wasm)|image\/svg\+xml)/;

const zip = promisify(gzip);

/** A file of a bucket. */
export interface StoredFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The gzip form, or undefined when compressing isn't worth it. */
  compressed(): Promise<Buffer | undefined>;
}

/** The files of every bucket, as the deployments would have copied them. */
export class Buckets {
  readonly #paths = new Map<
    string,
    { readonly path: string; readonly headers: UploadSpec["headers"] }
  >();
  readonly #files = new Map<string, StoredFile>();

  /** @param folderOf gives the unpacked folder of an asset by its key */
  constructor(uploads: readonly UploadSpec[], folderOf: (assetKey: string) => string) {
    for (const { bucket, prefix, assetKeys, headers } of uploads) {
      for (const folder of assetKeys.map(folderOf)) {
        for (const path of walk(folder)) {
          const key = `${prefix}${relative(folder, path).split(sep).join("/")}`;
          this.#paths.set(`${bucket}/${key}`, { path, headers });
        }
      }
    }
  }

  get(bucket: string, key: string): StoredFile | undefined {
    const name = `${bucket}/${key}`;
    const known = this.#files.get(name);
    if (known) return known;
    const source = this.#paths.get(name);
    if (!source) return undefined;
    const file = load(source.path, source.headers);
    this.#files.set(name, file);
    return file;
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function load(path: string, metadata: UploadSpec["headers"]): StoredFile {
  const body = readFileSync(path);
  const type = TYPES[extname(path).toLowerCase()] ?? "binary/octet-stream";
  const worthIt =
    COMPRESSIBLE.test(type) && body.length >= COMPRESSED.from && body.length <= COMPRESSED.to;
  let small: Promise<Buffer> | undefined;
  return {
    body,
    headers: {
      "content-type": type,
      etag: `"${createHash("md5").update(body).digest("hex")}"`,
      ...metadata,
    },
    compressed: async () => {
      if (!worthIt) return undefined;
      small ??= zip(body);
      return small;
    },
  };
}
