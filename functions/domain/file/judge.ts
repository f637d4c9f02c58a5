import { type FileType, fileTypeOf, MAX_FILE_BYTES } from "../../contract/file.ts";

/** A file as it arrived. */
export interface Arrived {
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** The type that it was announced as. */
  readonly type: string;
  readonly bytes: number;
}

export type Verdict =
  | { readonly kind: "good"; readonly type: FileType }
  | { readonly kind: "bad"; readonly why: string };

/** Is it what it was announced as, and small enough? */
export function judge({ head, type, bytes }: Arrived): Verdict {
  const found = fileTypeOf(head);
  if (found === undefined || found !== type) {
    return { kind: "bad", why: "it is not the image or PDF that it claims to be; send another" };
  }
  if (bytes > MAX_FILE_BYTES) return { kind: "bad", why: "it is too large; send a smaller one" };
  return { kind: "good", type: found };
}
