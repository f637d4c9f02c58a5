import type { Translator } from "../ports.ts";
import { type AwsAccess, createSignedHttp } from "./signed-http.ts";

/** A person waits for it beside an open chat. */
const PATIENCE_MS = 4000;
const TARGET = "AWSShineFrontendService_20170701.TranslateText";

/**
 * Amazon Translate, in its JSON protocol; the source language is its own finding. A refusal, a language it does not know and silence are all "can't be done": the agent is told so.
 * @param report called with what went wrong
 */
export function createTranslator(
  access: AwsAccess,
  report: (what: string, error: unknown) => void,
): Translator {
  const http = createSignedHttp(access, "translate", access.patienceMs ?? PATIENCE_MS);
  return {
    async translate(text, to) {
      try {
        const { status, body } = await http({
          method: "POST",
          path: "/",
          headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": TARGET },
          body: JSON.stringify({
            Text: text,
            SourceLanguageCode: "auto",
            TargetLanguageCode: to,
          }),
        });
        if (status !== 200) throw new Error(`Translate answered ${status}`);
        const { TranslatedText } = JSON.parse(body) as { TranslatedText?: unknown };
        return typeof TranslatedText === "string" ? TranslatedText : undefined;
      } catch (error) {
        report("not translated", error);
        return undefined;
      }
    },
  };
}
