import { useState } from "preact/hooks";
import type { FileCard } from "../../../functions/contract/file.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import { fileSize } from "../../shared/file-size.ts";
import { follow } from "../../shared/follow.ts";
import { addressOf, usePreview } from "../../shared/preview.ts";
import { Marked } from "./marked.tsx";

/** An attached file: a picture of it where it is one and can be had, its name, kind and size, and the way to it. */
export function FileLine({
  file: { name, type, bytes },
  seq,
  client,
  query,
}: {
  readonly file: FileCard;
  readonly seq: number;
  /** Missing: it can't be had here. */
  readonly client: ConversationClient | undefined;
  /** Words to mark. */
  readonly query: string;
}) {
  const [failed, setFailed] = useState(false);
  const { place, url, broken } = usePreview(type, client, seq);
  const save = async () => {
    const address = await addressOf(client, seq);
    setFailed(!address);
    if (address) follow(address);
  };
  return (
    <div class="bubble file" ref={place}>
      {url && <img src={url} alt={name} referrerpolicy="no-referrer" onError={broken} />}
      <p class="upload-name" dir="auto">
        <Marked text={name} query={query} />
      </p>
      <p class="file-row">
        <span class="muted">
          {(type.split("/")[1] ?? "").toUpperCase()} · {fileSize(bytes, "en")}
        </span>
        {client && (
          <button type="button" class="link" onClick={save}>
            Save<span class="sr"> {name}</span>
          </button>
        )}
      </p>
      {failed && (
        <p class="problem" role="alert">
          It can't be had just now. Try again.
        </p>
      )}
    </div>
  );
}
