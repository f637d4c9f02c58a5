import type { Body } from "../../../functions/contract/conversation.ts";

/** What somebody said, as one text: the words, the name of the file, or the offer; nothing where nobody spoke. */
export function wordsOf(body: Body): string {
  if (body.kind === "text") return body.text;
  if (body.kind === "offer") return `Offer: ${body.offer.percent} %`;
  return body.kind === "file" ? body.file.name : "";
}
