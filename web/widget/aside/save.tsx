import { useView } from "../view/context.ts";
import { transcriptText } from "./transcript.ts";
import { useWords } from "./use-words.ts";

/** The conversation as a text file, made here: nothing is sent. */
export function Save() {
  const { model } = useView();
  const words = useWords();
  const save = () => {
    const { chat, texts, agent, now } = model;
    if (!chat) return;
    const text = transcriptText(chat, texts, agent?.name, words);
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `chat-${new Date(now()).toISOString().slice(0, 10)}.txt`;
    link.click();
    // Safari reads the file a moment after the click.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <button type="button" class="button quiet" onClick={save}>
      {words("download")}
    </button>
  );
}
