import { useState } from "preact/hooks";

const dayFormat = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const inWords = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** Dates on which nobody is there. */
export function ClosedDays({
  days,
  onChange,
}: {
  readonly days: readonly string[];
  readonly onChange: (days: string[]) => void;
}) {
  const [day, setDay] = useState("");
  const add = () => {
    if (day === "") return;
    onChange([...new Set([...days, day])].sort());
    setDay("");
  };
  return (
    <fieldset class="closed">
      <legend>Closed days</legend>
      {days.length === 0 && <p class="muted">None.</p>}
      <ul>
        {days.map((each) => (
          <li key={each}>
            {inWords(each)}
            <button
              type="button"
              class="link"
              onClick={() => onChange(days.filter((other) => other !== each))}
            >
              Remove<span class="sr"> {inWords(each)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="add">
        <label class="stacked">
          Another day
          <input
            type="date"
            value={day}
            onInput={({ currentTarget }) => setDay(currentTarget.value)}
          />
        </label>
        <button type="button" class="quiet" aria-disabled={day === ""} onClick={add}>
          Add
        </button>
      </div>
    </fieldset>
  );
}
