import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { Help } from "../writing/data.ts";
import { fill, valuesOf } from "../writing/variables.ts";
import { useDesk } from "./desk-context.ts";

/** What to say, what may be offered and when to escalate, for the situation that led to this conversation. */
export function Guide({
  context,
  help,
  agentName,
}: {
  readonly context: ShopperContext;
  readonly help: Help;
  readonly agentName: string | undefined;
}) {
  const { desk, preferences, prefer, intents } = useDesk();
  const { minPercent, approveAbove } = desk.approvals.limits;
  // The same figures as on the buttons, whatever the stage's policy is.
  const figures = valuesOf(context, agentName, {
    "offer.least": `${minPercent} %`,
    "offer.alone": `${approveAbove} %`,
  });
  const rule = context.reason?.rule ?? "";
  const advice = help.advice[rule];
  const { openings, apology } = help.words;
  const opening = openings[rule];
  const words = (label: string, text: string) => (
    <blockquote>
      <p lang={help.language}>{fill(text, valuesOf(context, agentName))}</p>
      <button
        type="button"
        class="link"
        onClick={() => intents.emit("insert", fill(text, valuesOf(context, agentName)))}
      >
        Use<span class="sr"> {label}</span>
      </button>
    </blockquote>
  );
  return (
    <details
      class="guide"
      open={preferences.guide}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== preferences.guide) prefer({ guide: open });
      }}
    >
      <summary>
        <h3>Guide</h3>
      </summary>
      {advice && (
        <>
          <p>{advice.situation}</p>
          <p>{advice.say}</p>
        </>
      )}
      {opening && words("the opening", opening)}
      {advice && (
        <dl>
          <dt>May be offered</dt>
          <dd>{fill(advice.offer, figures)}</dd>
          <dt>Ask for help when</dt>
          <dd>{advice.escalate}</dd>
        </dl>
      )}
      <p class="muted">
        If something went wrong: apologise thoroughly, and pair any compensation with it.
      </p>
      {words("the apology", apology)}
    </details>
  );
}
