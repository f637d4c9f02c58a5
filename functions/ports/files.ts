import type { FileType, Upload } from "../contract/file.ts";

/** A file in its place. */
export interface StoredFile {
  readonly head: Uint8Array;
  /** As it was announced. */
  readonly type: string;
  readonly bytes: number;
}

/** The stage's bucket of attached files. Keys hold letters, digits, `_`, `-` and `/` only. Times epoch ms. */
export interface Files {
  /** A request by which a browser may put one file of exactly this type and length there, until `until`. A key is written once: a file that lies there can't be changed any more. */
  upload(
    key: string,
    file: { readonly type: FileType; readonly bytes: number },
    until: number,
  ): Upload;
  /** What lies there, with its first `bytes`; undefined when nothing does. */
  look(key: string, bytes: number): Promise<StoredFile | undefined>;
  /** An address that gives the file out as this type and under this Content-Disposition, whatever was said when it came, until `until`. */
  download(
    key: string,
    as: { readonly type: FileType; readonly disposition: string },
    until: number,
  ): string;
  /** Harmless when nothing lies there. */
  remove(key: string): Promise<void>;
  /** Everything whose key begins so. */
  removeAll(prefix: string): Promise<void>;
}
