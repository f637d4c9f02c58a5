import { useState } from "preact/hooks";
import type { TextMore } from "../../../functions/contract/conversation.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import { choicesIn } from "../writing/choices.ts";
import type { TonePhrase } from "../writing/data.ts";
import { type Finding, findTone, mended } from "../writing/tone.ts";
import { fill, firstVariable, unresolved, type Values } from "../writing/variables.ts";

export interface SendingOptions {
  readonly client: ConversationClient;
  readonly text: string;
  readonly values: Values;
  /** What goes with the text. */
  readonly more: () => TextMore | undefined;
  /** Phrases to look out for; undefined: the tone is not checked. */
  readonly phrases: readonly TonePhrase[] | undefined;
  readonly put: (text: string, start: number, end?: number) => void;
  readonly problem: (text: string | undefined) => void;
}

/**
 * Sends a message, after two looks at it: a variable without a value keeps it from being sent; what may hurt is shown once, and sent when the agent
 * presses again.
 */
export function useSending({ client, text, values, more, phrases, put, problem }: SendingOptions) {
  /** What the agent has been shown, by its words. */
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const findings =
    shown.size > 0 && phrases ? findTone(text, phrases).filter((each) => shown.has(each.text)) : [];

  const send = () => {
    const filled = fill(text, values);
    const gap = firstVariable(filled);
    if (gap) {
      problem(`Fill in first: ${unresolved(filled).join(", ")}. There is no value for it here.`);
      put(filled, ...gap);
      return;
    }
    const found = phrases ? findTone(filled, phrases) : [];
    if (found.some((each) => !shown.has(each.text))) {
      setShown(new Set(found.map((each) => each.text)));
      put(filled, filled.length);
      return;
    }
    const { words, choices } = choicesIn(filled);
    const also = { ...more(), ...(choices && { choices }) };
    const refused = client.send(words, Object.keys(also).length > 0 ? also : undefined);
    if (refused === "too_large") problem("This message is too long. Send it in two parts.");
    if (refused) return;
    setShown(new Set());
    problem(undefined);
    put("", 0);
  };

  const mend = (finding: Finding) => {
    const next = mended(text, finding);
    put(next, finding.start + (finding.instead?.length ?? 0));
  };

  return { send, findings, mend };
}
