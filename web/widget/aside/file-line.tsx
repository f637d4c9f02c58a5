import { useState } from "preact/hooks";
import type { FileCard } from "../../../functions/contract/file.ts";
import { fileSize } from "../../shared/file-size.ts";
import { follow } from "../../shared/follow.ts";
import { addressOf, usePreview } from "../../shared/preview.ts";
import { useView } from "../view/context.ts";
import { useWords } from "./use-words.ts";

/** An attached file: a picture of it where it is one and can be had, its name, kind and size, and the way to it. */
export function FileLine({ file, seq }: { readonly file: FileCard; readonly seq: number }) {
  const { model, actions, t } = useView();
  const words = useWords();
  const [failed, setFailed] = useState(false);
  const { name, type, bytes } = file;
  const client = actions.client();
  const { place, url, broken } = usePreview(type, client, seq);
  const save = async () => {
    const address = await addressOf(client, seq);
    setFailed(!address);
    if (address) follow(address);
  };
  return (
    <div class="file" ref={place}>
      {url && (
        <img
          class="file-picture"
          src={url}
          alt={name}
          referrerpolicy="no-referrer"
          onError={broken}
        />
      )}
      <p class="file-name" dir="auto">
        {name}
      </p>
      <div class="file-row">
        <span>
          {kindOf(type)} · {fileSize(bytes, model.texts.language)}
        </span>
        <button type="button" class="button quiet" onClick={save}>
          {words("save")}
          <span class="sr"> {name}</span>
        </button>
      </div>
      {failed && (
        <p class="file-fault" role="alert">
          {t("problem")}
        </p>
      )}
    </div>
  );
}

const kindOf = (type: string): string => (type.split("/")[1] ?? "").toUpperCase();
