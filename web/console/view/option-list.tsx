import { useEffect, useRef } from "preact/hooks";

/** Something to choose from a list whose keys are a field's. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Of title and detail. */
  readonly language?: string;
}

export const choiceId = (list: string, { id }: Choice): string => `${list}-${id}`;

/** A list below or above a field that keeps the focus: arrows move, Enter takes. */
export function OptionList({
  id,
  label,
  choices,
  active,
  onPick,
  name = "picker",
}: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly onPick: (index: number) => void;
  /** For the style sheet. */
  readonly name?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      <div ref={list} id={id} class={name} role="listbox" aria-label={label}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={choice.id}
            id={choiceId(id, choice)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            lang={choice.language}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(index)}
          >
            <strong>{choice.title}</strong>
            <span class="muted clip">{choice.detail}</span>
          </div>
        ))}
      </div>
      <p class="sr" role="status">
        {choices.length} found
      </p>
    </>
  );
}
