import { MAX_FILE_BYTES } from "../../../functions/contract/file.ts";
import { fileSize } from "../../shared/file-size.ts";
import type { UploadEntry, UploadProblem, Uploads } from "../../shared/uploads.ts";
import type { AsideKey } from "../texts.ts";
import { useView } from "../view/context.ts";
import { useWords } from "./use-words.ts";

const PROBLEMS: Readonly<Record<UploadProblem, AsideKey>> = {
  size: "fileTooLarge",
  type: "fileWrongType",
  busy: "fileBusy",
  failed: "fileFailed",
};

/** A file on its way, or what keeps it from being sent. */
export function UploadLine({
  entry: { id, name, share, problem },
  uploads,
}: {
  readonly entry: UploadEntry;
  readonly uploads: Uploads;
}) {
  const { model, t } = useView();
  const words = useWords();
  const size = fileSize(MAX_FILE_BYTES, model.texts.language);
  const again = problem === "failed" || problem === "busy";
  return (
    <div class="upload">
      <p class="upload-name" dir="auto">
        {name}
      </p>
      {problem ? (
        <p class="file-fault" role="alert">
          {words(PROBLEMS[problem], { size })}
        </p>
      ) : (
        <progress max={1} value={share} aria-label={words("uploading", { name })} />
      )}
      <div class="file-row">
        {again && (
          <button type="button" class="link" onClick={() => uploads.retry(id)}>
            {t("tryAgain")}
          </button>
        )}
        <button type="button" class="link" onClick={() => uploads.drop(id)}>
          {problem ? t("discard") : words("cancel")}
          <span class="sr"> {name}</span>
        </button>
      </div>
    </div>
  );
}
