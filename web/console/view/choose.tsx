import { useState } from "preact/hooks";
import { fuzzyFilter } from "../writing/search.ts";
import { type Choice, choiceId, OptionList } from "./option-list.tsx";

/** A field that finds one of several by some of its letters; arrows move, Enter takes. */
export function Choose<T extends Choice>({
  id,
  label,
  choices,
  chosen,
  onChoose,
  onTaken,
}: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly T[];
  readonly chosen: T | undefined;
  readonly onChoose: (choice: T | undefined) => void;
  /** Enter, or a press on one of them. */
  readonly onTaken: (choice: T) => void;
}) {
  const [query, setQuery] = useState("");
  const found = fuzzyFilter(query, choices, ({ title, detail }) => [title, detail]);
  const at = Math.max(
    0,
    found.findIndex((each) => each.id === chosen?.id),
  );
  const active = found[at];
  const move = (by: number) => onChoose(found[(at + by + found.length) % found.length]);
  const take = (choice: T | undefined) => {
    if (!choice) return;
    onChoose(choice);
    onTaken(choice);
  };
  return (
    <div class="choose">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={active && choiceId(id, active)}
        autocomplete="off"
        placeholder={label}
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          onChoose(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "Enter") take(active);
          else return;
          event.preventDefault();
        }}
      />
      <OptionList
        id={id}
        name="options"
        label={label}
        choices={found}
        active={at}
        onPick={(index) => take(found[index])}
      />
      {found.length === 0 && <p class="muted">Nobody of that name.</p>}
    </div>
  );
}
