import type { Body } from "../../../functions/contract/conversation.ts";

/** What somebody said, as one text: her words, or the name of her file; nothing where nobody spoke. */
export function wordsOf(body: Body): string {
  if (body.kind === "text") return body.text;
  return body.kind === "file" ? body.file.name : "";
}
