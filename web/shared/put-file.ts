import type { Upload } from "../../functions/contract/file.ts";

/** `there`: it lay there already (S3's 412), as after an answer that got lost. */
export type Put = "done" | "there" | "failed" | "cancelled";

/**
 * Puts a file where an upload says. Not by `fetch`, which can't tell how far it has come.
 * @param progress called with the share that has left, 0…1
 */
export function putFile(
  { url, headers }: Upload,
  file: Blob,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Put> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve("cancelled");
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status } = request;
      resolve(status === 200 ? "done" : status === 412 ? "there" : "failed");
    };
    request.onerror = () => resolve("failed");
    request.onabort = () => resolve("cancelled");
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
