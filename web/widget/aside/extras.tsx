import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { FILE_TYPES } from "../../../functions/contract/file.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import { useUploads } from "../../shared/use-uploads.ts";
import { useView } from "../view/context.ts";
import { EmojiPicker } from "./emoji.tsx";
import { UploadLine } from "./upload-line.tsx";
import { useWords } from "./use-words.ts";

export interface ExtrasProps {
  /** Files that were pasted or dropped; none: the button was pressed. A new list each time. */
  readonly asked: readonly File[];
  /** Where the shopper writes. */
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

/** What can be added besides words, once there is a conversation to add it to. */
export function Extras(props: ExtrasProps) {
  const client = useView().actions.client();
  return client ? <Additions {...props} client={client} /> : null;
}

/** A file, an emoji. Escape leads back to the words. */
function Additions({ asked, box, client }: ExtrasProps & { readonly client: ConversationClient }) {
  const { t } = useView();
  const words = useWords();
  const [open, setOpen] = useState<"menu" | "emoji">();
  const uploads = useUploads(client);
  const first = useRef<HTMLButtonElement>(null);
  const chooser = useRef<HTMLInputElement>(null);

  // Before the next event: what a slow page calls late would undo what was done since.
  useLayoutEffect(() => {
    if (asked.length > 0) uploads.add(asked);
    else setOpen((before) => (before ? undefined : "menu"));
  }, [asked, uploads]);
  useLayoutEffect(() => {
    if (open === "menu") first.current?.focus();
  }, [open]);

  const close = () => {
    setOpen(undefined);
    box.current?.focus();
  };
  const insert = (emoji: string) => {
    const area = box.current;
    if (!area) return;
    area.setRangeText(emoji, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent with its form
    <div
      class="extras"
      role="group"
      aria-label={t("more")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        // The panel would put itself aside.
        event.stopPropagation();
        close();
      }}
    >
      {uploads.entries.map((entry) => (
        <UploadLine key={entry.id} entry={entry} uploads={uploads} />
      ))}
      {open === "menu" && (
        <div class="extras-menu">
          <button
            type="button"
            class="button quiet"
            ref={first}
            onClick={() => chooser.current?.click()}
          >
            {words("attach")}
          </button>
          <button type="button" class="button quiet" onClick={() => setOpen("emoji")}>
            {words("emoji")}
          </button>
        </div>
      )}
      {open === "emoji" && <EmojiPicker onPick={insert} />}
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
          close();
        }}
      />
    </div>
  );
}
