/** What may be attached to a conversation: pictures that browsers draw without running anything, and PDF, which is only ever downloaded. */
export const FILE_TYPES = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "application/pdf",
] as const;

export type FileType = (typeof FILE_TYPES)[number];

export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** How many of a file's first bytes tell its type. */
export const FILE_HEAD_BYTES = 32;

/** An attached file as a message names it. */
export interface FileCard {
  readonly id: string;
  /** Shown and saved under this name: one line, no path, ending as its type does. */
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
}

/** One request that puts the file where it belongs: `PUT` to `url` with these headers and the file as body. */
export interface Upload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Signatures at the file's very beginning; `undefined` stands for any byte. PNG: PNG 3rd edition, 5.2 and 5.6; JPEG: ITU-T T.81 B.2.1; GIF89a 17; WebP: RFC 9649 2.4; PDF: ISO 32000-1 7.5.2. */
const SIGNATURES: readonly (readonly [FileType, readonly (number | undefined)[]])[] = [
  ["image/png", [0x89, ...ascii("PNG\r\n\x1a\n"), 0, 0, 0, 13, ...ascii("IHDR")]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", ascii("GIF87a")],
  ["image/gif", ascii("GIF89a")],
  ["image/webp", [...ascii("RIFF"), ...Array(4).fill(undefined), ...ascii("WEBPVP8")]],
  ["application/pdf", ascii("%PDF-1.")],
  ["application/pdf", ascii("%PDF-2.")],
];
/** Shorter than any whole file of these types. */
const FEWEST_BYTES = 20;

/**
 * A file's type by its own beginning, whatever it is called. Nothing before the signature is passed over, so what begins as a page of HTML is none of these wherever a signature
 * follows; what follows a signature is not looked at, since a file is only ever given out as the type that it begins as.
 * @param head the first `FILE_HEAD_BYTES`, or the whole of a shorter file
 */
export function fileTypeOf(head: Uint8Array): FileType | undefined {
  if (head.length < FEWEST_BYTES) return undefined;
  const found = SIGNATURES.find(([, signature]) =>
    signature.every((byte, at) => byte === undefined || head[at] === byte),
  );
  return found?.[0];
}
