import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { MAX_TEXT_BYTES } from "../../../functions/contract/limits.ts";
import { textBytes } from "../../shared/text-size.ts";
import { inCharacters } from "../characters.ts";
import { Aside } from "./aside.tsx";
import { useView } from "./context.ts";
import { Icon } from "./icons.tsx";

/** From so many bytes left on, the shopper is told. */
const WARN_BELOW = 400;

/** Where the shopper writes: Enter sends, Shift+Enter begins a new line. */
export function Composer() {
  const { model, actions, t } = useView();
  const [text, setText] = useState(model.written.text);
  const box = useRef<HTMLTextAreaElement>(null);
  const [asked, ask] = useState<readonly File[]>();
  const left = MAX_TEXT_BYTES - textBytes(text);
  const ready = model.chat !== undefined && left >= 0 && text.trim() !== "";

  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  const send = () => {
    if (ready && actions.send(text)) setText("");
    box.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const take = (event: Event & Partial<DragEvent & ClipboardEvent>) => {
    const files = [...((event.dataTransfer ?? event.clipboardData)?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    ask(files);
  };
  return (
    <form
      class="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={take}
      onPaste={take}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {asked && <Aside part="Extras" asked={asked} box={box} />}
      <button
        type="button"
        class="icon-button plus"
        aria-label={t("more")}
        title={t("more")}
        onClick={() => ask([])}
      >
        <Icon name="plus" />
      </button>
      <textarea
        ref={box}
        rows={1}
        dir={text === "" ? model.texts.direction : "auto"}
        value={text}
        enterkeyhint="send"
        data-focus
        aria-label={t("message")}
        aria-invalid={left < 0}
        aria-describedby="heed-limit"
        placeholder={t("placeholder")}
        onInput={(event) => {
          setText(event.currentTarget.value);
          actions.write({ text: event.currentTarget.value });
        }}
        onKeyDown={key}
      />
      <button type="submit" class="send" aria-label={t("send")} aria-disabled={!ready}>
        <Icon name="send" />
      </button>
      {model.sneakPeek && <p class="limit">{t("sneakPeek")}</p>}
      <p id="heed-limit" class="limit" role="status">
        {left < 0
          ? t("tooLong", { n: inCharacters(-left, text) })
          : left < WARN_BELOW
            ? t("charactersLeft", { n: inCharacters(left, text) })
            : ""}
      </p>
    </form>
  );
}
