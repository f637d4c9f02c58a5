import { useRef } from "preact/hooks";
import { FILE_TYPES, MAX_FILE_BYTES } from "../../../functions/contract/file.ts";
import { fileSize } from "../../shared/file-size.ts";
import type { UploadProblem, Uploads } from "../../shared/uploads.ts";

const PROBLEMS: Readonly<Record<UploadProblem, string>> = {
  size: `It is too large: ${fileSize(MAX_FILE_BYTES, "en")} is the limit.`,
  type: "Only images (PNG, JPEG, GIF, WebP) and PDFs can be sent.",
  busy: "Too many files at once. Try again in a minute.",
  failed: "It was not sent. Check the connection and try again.",
};

/** The files that a paste or drop brings; the browser does nothing else with them then. */
export function takeFiles(
  event: Event & Partial<DragEvent & ClipboardEvent>,
  uploads: Uploads,
): void {
  const files = [...((event.dataTransfer ?? event.clipboardData)?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  uploads.add(files);
}

/** Chooses files. */
export function AttachButton({ uploads }: { readonly uploads: Uploads }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="link attach"
        title="Or paste it, or drop it here"
        onClick={() => chooser.current?.click()}
      >
        Attach image or PDF
      </button>
      <input
        type="file"
        hidden
        multiple
        accept={FILE_TYPES.join()}
        ref={chooser}
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Files on their way, and what keeps others from being sent. */
export function UploadList({ uploads }: { readonly uploads: Uploads }) {
  if (uploads.entries.length === 0) return null;
  return (
    <ul class="uploads" aria-label="Files on their way">
      {uploads.entries.map(({ id, name, share, problem }) => (
        <li key={id}>
          <span class="upload-name" dir="auto">
            {name}
          </span>
          {problem ? (
            <span class="problem" role="alert">
              {PROBLEMS[problem]}
            </span>
          ) : (
            <progress max={1} value={share} aria-label={`Sending ${name}`} />
          )}
          {(problem === "failed" || problem === "busy") && (
            <button type="button" class="link" onClick={() => uploads.retry(id)}>
              Try again
            </button>
          )}
          <button type="button" class="link" onClick={() => uploads.drop(id)}>
            {problem ? "Put away" : "Cancel"}
            <span class="sr"> {name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
