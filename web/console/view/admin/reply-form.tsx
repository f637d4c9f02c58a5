import { useState } from "preact/hooks";
import { inBraces, TEXT_VARIABLES } from "../../../../functions/contract/variables.ts";
import type { CannedReply } from "../../writing/data.ts";
import { TextField } from "./field.tsx";

/** Title and text of a reply. */
export function ReplyForm({
  reply,
  language,
  fault,
  onChange,
}: {
  readonly reply: CannedReply;
  readonly language: string;
  readonly fault: (field: "title" | "text") => string | undefined;
  readonly onChange: (reply: CannedReply) => void;
}) {
  return (
    <div class="reply">
      <TextField
        label="Name"
        problem={fault("title")}
        language={language}
        value={reply.title}
        most={80}
        onChange={(title) => onChange({ ...reply, title })}
      />
      <TextField
        label="Words"
        hint="A variable is filled with what is known of the shopper; what has no value must be written over before sending."
        problem={fault("text")}
        language={language}
        rows={4}
        value={reply.text}
        most={2000}
        onChange={(text) => onChange({ ...reply, text })}
      />
      <p class="acts">
        {TEXT_VARIABLES.map((name) => (
          <button
            key={name}
            type="button"
            class="link"
            onClick={() => onChange({ ...reply, text: `${reply.text}${inBraces(name)}` })}
          >
            <span class="sr">Add </span>
            {inBraces(name)}
          </button>
        ))}
      </p>
    </div>
  );
}

/** "Out of stock!" → "out-of-stock". */
const idOf = (title: string): string =>
  title
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);

/** Begins a reply of the shop's own. */
export function NewReply({
  taken,
  onAdd,
}: {
  readonly taken: (id: string) => boolean;
  readonly onAdd: (id: string, title: string) => void;
}) {
  const [title, setTitle] = useState("");
  const base = idOf(title) || "reply";
  const add = () => {
    if (title.trim() === "") return;
    let id = base;
    for (let n = 2; taken(id); n += 1) id = `${base.slice(0, 36)}-${n}`;
    onAdd(id, title.trim());
    setTitle("");
  };
  return (
    <div class="add">
      <TextField label="A new reply's name" value={title} most={80} onChange={setTitle} />
      <button type="button" class="quiet" aria-disabled={title.trim() === ""} onClick={add}>
        Add
      </button>
    </div>
  );
}
