import { useRef, useState } from "preact/hooks";
import { MAX_TEXT_BYTES } from "../../../functions/contract/limits.ts";
import { textBytes, textProblem } from "../../shared/text-size.ts";
import { inCharacters } from "../characters.ts";
import type { Written } from "../model.ts";
import { useView } from "../view/context.ts";
import { emailProblem } from "./email.ts";
import { Field } from "./field.tsx";
import { Sheet } from "./sheet.tsx";
import { useWords } from "./use-words.ts";

type Faults = { readonly [K in keyof Written]?: string };

/** For whoever doesn't want to wait: her words, and where the answer goes. What is written stays until it is sent. */
export function Leave() {
  const { model, actions, t } = useView();
  const words = useWords();
  const [written, setWritten] = useState(model.written);
  const [faults, setFaults] = useState<Faults>({});
  const [state, setState] = useState<"open" | "busy" | "failed">("open");
  const form = useRef<HTMLFormElement>(null);
  const hasSaid = model.chat?.entries.some((each) => each.kind === "outgoing" || each.mine);

  const write = (part: Partial<Written>) => {
    setWritten({ ...written, ...part });
    setFaults({});
    actions.write(part);
  };
  const faultsNow = (): Faults => {
    const text = textProblem(written.text);
    const over = textBytes(written.text.trim()) - MAX_TEXT_BYTES;
    const email = emailProblem(written.email);
    return {
      ...(text === "too_large" && { text: t("tooLong", { n: inCharacters(over, written.text) }) }),
      ...(text === "empty" && !hasSaid && { text: words("messageMissing") }),
      ...(email && { email: words(email === "missing" ? "emailMissing" : "emailWrong") }),
    };
  };
  const show = (found: Faults) => {
    setFaults(found);
    const [first] = Object.keys(found);
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (state === "busy") return;
    const found = faultsNow();
    if (Object.keys(found).length > 0) return show(found);
    setState("busy");
    const outcome = await actions.leaveMessage();
    if (outcome === "left") return actions.turn(undefined);
    setState(outcome === "failed" ? "failed" : "open");
    if (outcome === "email") show({ email: words("emailWrong") });
  };
  return (
    <Sheet title={words("leave")}>
      <form class="fields" noValidate ref={form} onSubmit={submit}>
        <p>{words("leaveIntro")}</p>
        <Field name="text" label={words("yourMessage")} fault={faults.text}>
          {(more) => (
            <textarea
              {...more}
              rows={3}
              dir="auto"
              value={written.text}
              onInput={({ currentTarget }) => write({ text: currentTarget.value })}
            />
          )}
        </Field>
        <Field name="email" label={words("email")} fault={faults.email}>
          {(more) => (
            <input
              {...more}
              type="email"
              required
              autocomplete="email"
              dir="ltr"
              maxLength={254}
              value={written.email}
              onInput={({ currentTarget }) => write({ email: currentTarget.value })}
            />
          )}
        </Field>
        <Field name="name" label={words("name")}>
          {(more) => (
            <input
              {...more}
              autocomplete="name"
              dir="auto"
              maxLength={80}
              value={written.name}
              onInput={({ currentTarget }) => write({ name: currentTarget.value })}
            />
          )}
        </Field>
        <p role="alert" class="fault">
          {state === "failed" ? t("problem") : ""}
        </p>
        <div class="sheet-actions">
          <button type="submit" class="button primary" aria-disabled={state === "busy"}>
            {t("send")}
          </button>
          <button type="button" class="button quiet" onClick={() => actions.turn(undefined)}>
            {words("back")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
