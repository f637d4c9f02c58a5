import type { ComponentChildren } from "preact";
import { useView } from "../view/context.ts";
import type { CardProps } from "../view/message.tsx";

/** Somebody's line that is not words: who, when, and whether it was read, as beside a text. */
export function Signed({
  message: { from, at },
  mine,
  state,
  children,
}: CardProps & { readonly children: ComponentChildren }) {
  const { model, t } = useView();
  const { texts, now } = model;
  const name = from.kind === "agent" ? from.name : t("support");
  return (
    <div class={`line ${mine ? "mine" : "theirs"}`}>
      <p class="line-head">
        <span class={mine ? "sr" : ""} dir="auto">
          {mine ? t("you") : name}
        </span>{" "}
        <time dateTime={new Date(at).toISOString()}>{texts.time(at, now())}</time>
      </p>
      {children}
      {state && <p class={`state ${state}`}>{t(state)}</p>}
    </div>
  );
}
