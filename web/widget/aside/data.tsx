import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useView } from "../view/context.ts";
import { Save } from "./save.tsx";
import { Sheet } from "./sheet.tsx";
import { useWords } from "./use-words.ts";

/** What becomes of what the shopper writes, a copy of it for her, and its end. */
export function Data() {
  const { model, actions, t } = useView();
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const { chat, sneakPeek, policy } = model;
  if (model.aside === "erased") return <Erased />;
  return (
    <Sheet title={t("data")}>
      <p>{words("privacy")}</p>
      {sneakPeek && <p>{t("sneakPeek")}</p>}
      {policy !== undefined && (
        <p>
          <a href={policy} target="_blank" rel="noopener noreferrer">
            {words("privacyLink")}
            <span class="sr"> ({t("newTab")})</span>
          </a>
        </p>
      )}
      {asking ? (
        <EraseQuestion keep={() => setAsking(false)} />
      ) : (
        <div class="sheet-actions">
          {chat && <Save />}
          <button type="button" class="button danger" onClick={() => setAsking(true)}>
            {words("erase")}
          </button>
          <button type="button" class="button quiet" onClick={() => actions.turn(undefined)}>
            {words("back")}
          </button>
        </div>
      )}
    </Sheet>
  );
}

function EraseQuestion({ keep }: { readonly keep: () => void }) {
  const { actions, t } = useView();
  const words = useWords();
  const [state, setState] = useState<"open" | "busy" | "failed">("open");
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const erase = async () => {
    if (state === "busy") return;
    setState("busy");
    if (!(await actions.erase())) setState("failed");
  };
  return (
    <section class="erase" aria-label={words("erase")}>
      <p>{words("eraseQuestion")}</p>
      <p role="alert" class="fault">
        {state === "failed" ? t("problem") : ""}
      </p>
      <div class="sheet-actions">
        <button
          type="button"
          class="button danger"
          aria-disabled={state === "busy"}
          onClick={erase}
        >
          {words("eraseYes")}
        </button>
        <button type="button" class="button quiet" ref={first} onClick={keep}>
          {words("eraseNo")}
        </button>
      </div>
    </section>
  );
}

function Erased() {
  const { actions, t } = useView();
  const words = useWords();
  return (
    <Sheet key="erased" title={words("erased")}>
      <div class="sheet-actions">
        <button type="button" class="button primary" onClick={actions.leave}>
          {t("close")}
        </button>
      </div>
    </Sheet>
  );
}
