import { useState } from "preact/hooks";
import { useView } from "../view/context.ts";
import { deservesSurvey } from "./deserves-survey.ts";
import { Face } from "./face.tsx";
import { Field } from "./field.tsx";
import { type Reason, reasonsFor } from "./reasons.ts";
import { useWords } from "./use-words.ts";

const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];
/** In UTF-16 units; below the wire's limit whatever the script. */
const LONGEST = 1000;

/** How the chat was: asked once, answered or not. */
export function Survey() {
  const { model } = useView();
  const words = useWords();
  const { chat, survey } = model;
  if (!chat || survey === "skipped" || !deservesSurvey(chat)) return null;
  const sent = survey === "sent";
  return (
    <>
      {!sent && <Questions />}
      <p role="status" class="thanks">
        {sent ? words("thanks") : ""}
      </p>
    </>
  );
}

function Questions() {
  const { actions, t } = useView();
  const words = useWords();
  const [score, setScore] = useState<Score>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState("");
  const [state, setState] = useState<"open" | "busy" | "failed">("open");
  const asked = score === undefined ? undefined : reasonsFor(score);

  const toggle = ({ tag }: Reason) => {
    const next = new Set(chosen);
    if (!next.delete(tag)) next.add(tag);
    setChosen(next);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (score === undefined || !asked || state === "busy") return;
    setState("busy");
    const reasons = asked.reasons.map(({ tag }) => tag).filter((tag) => chosen.has(tag));
    if (!(await actions.answerSurvey({ score, reasons, text }))) setState("failed");
  };
  return (
    <form class="survey" onSubmit={submit}>
      <fieldset>
        <legend>{words("survey")}</legend>
        <div class="faces">
          {SCORES.map((each) => (
            <label key={each} class="face" title={words(`score${each}`)}>
              <input
                type="radio"
                name="heed-score"
                checked={each === score}
                onChange={() => setScore(each)}
              />
              <Face score={each} />
              <span class="sr">{words(`score${each}`)}</span>
            </label>
          ))}
        </div>
        <p class="chosen" aria-hidden="true">
          {score && words(`score${score}`)}
        </p>
      </fieldset>
      {asked && (
        <>
          <fieldset>
            <legend>{words(asked.question)}</legend>
            <div class="chips">
              {asked.reasons.map((reason) => (
                <label key={reason.tag} class="chip">
                  <input
                    type="checkbox"
                    checked={chosen.has(reason.tag)}
                    onChange={() => toggle(reason)}
                  />
                  {words(reason.text)}
                </label>
              ))}
            </div>
          </fieldset>
          <Field name="survey-text" label={words("surveyText")}>
            {(more) => (
              <textarea
                {...more}
                rows={2}
                dir="auto"
                maxLength={LONGEST}
                value={text}
                onInput={({ currentTarget }) => setText(currentTarget.value)}
              />
            )}
          </Field>
        </>
      )}
      <p role="alert" class="fault">
        {state === "failed" ? t("problem") : ""}
      </p>
      <div class="sheet-actions">
        {asked && (
          <button type="submit" class="button primary" aria-disabled={state === "busy"}>
            {t("send")}
          </button>
        )}
        <button type="button" class="button quiet" onClick={actions.skipSurvey}>
          {words("skip")}
        </button>
      </div>
    </form>
  );
}
