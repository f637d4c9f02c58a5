import { useState } from "preact/hooks";
import { useDesk } from "./desk-context.ts";

/** A draft put into another language, and back again. */
export function useTranslating(
  text: string,
  to: string,
  put: (text: string, start: number) => void,
  problem: (why: string | undefined) => void,
) {
  const { desk } = useDesk();
  const [before, setBefore] = useState<string>();
  const [machine, setMachine] = useState(false);
  const [busy, setBusy] = useState(false);
  // What is written into an empty field is the agent's own.
  if (machine && text.trim() === "") setMachine(false);

  const translate = async () => {
    if (busy || text.trim() === "") return;
    setBusy(true);
    const found = await desk.translating.text(text.trim(), to);
    setBusy(false);
    problem(found.ok ? undefined : found.why);
    if (!found.ok) return;
    setBefore(text);
    setMachine(true);
    put(found.text, found.text.length);
  };
  const undo = () => {
    if (before !== undefined) put(before, before.length);
    setBefore(undefined);
    setMachine(false);
  };
  return {
    translate,
    undo,
    /** The words before the translation, while they can be had again. */
    before,
    busy,
    forget: () => setBefore(undefined),
    /** The text is a machine's, though the agent may have mended it since. */
    machine: machine && text.trim() !== "",
  };
}
