import { useView } from "../view/context.ts";
import { Field } from "./field.tsx";
import { useWords } from "./use-words.ts";

/** What she was still writing when the chat ended: hers to copy, and in the next chat's box. */
export function Unsent() {
  const { model, t } = useView();
  const words = useWords();
  const { text } = model.written;
  if (text.trim() === "") return null;
  return (
    <Field name="unsent" label={words("yourMessage")} fault={t("failed")}>
      {(more) => <textarea {...more} readOnly rows={2} dir="auto" value={text} />}
    </Field>
  );
}
