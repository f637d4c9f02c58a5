import { MAX_TEXT_BYTES } from "../../functions/contract/limits.ts";

/** Size on the wire, in UTF-8 bytes. */
export const textBytes = (text: string): number => new TextEncoder().encode(text).length;

/** Why a text can't be sent: it is blank, or longer than the wire takes. */
export function textProblem(text: string): "empty" | "too_large" | undefined {
  if (text.trim() === "") return "empty";
  return textBytes(text.trim()) > MAX_TEXT_BYTES ? "too_large" : undefined;
}
