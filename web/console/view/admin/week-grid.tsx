import { Scroll } from "../scroll.tsx";
import { WEEKDAYS, type Week, type Weekday } from "./open-now.ts";

type Spans = NonNullable<Week[Weekday]>;
type Span = Spans[number];

/** Spans that a day can be given here; the server takes some more. */
const SPANS = 2;

/** A time field can't say 24:00; as an end, midnight means it. */
const shown = (time: string | undefined): string => (time === "24:00" ? "00:00" : (time ?? ""));
const meant = (time: string, end: 0 | 1): string =>
  end === 1 && time === "00:00" ? "24:00" : time;

/** What is wrong with a day's spans, in words. */
export function dayFault(spans: Spans = []): string | undefined {
  for (const [i, [from, to]] of spans.entries()) {
    if (from === "" || to === "") return "Both times are needed, or neither.";
    if (from >= to) return "It must close after it opens.";
    if (i > 0 && from < (spans[i - 1]?.[1] ?? "")) return "The second time must follow the first.";
  }
  return undefined;
}

/** A week's opening hours, all by keyboard; a day without times is closed. */
export function WeekGrid({
  label,
  week,
  onChange,
  fault,
}: {
  readonly label: string;
  readonly week: Week;
  readonly onChange: (week: Week) => void;
  readonly fault: (day: Weekday) => string | undefined;
}) {
  const put = (day: Weekday, index: number, end: 0 | 1, time: string) => {
    const spans: [string, string][] = (week[day] ?? []).map(([from, to]) => [from, to]);
    const span: [string, string] = spans[index] ?? ["", ""];
    span[end] = meant(time, end);
    spans[index] = span;
    const kept = spans.filter((each) => each && (each[0] !== "" || each[1] !== ""));
    const { [day]: _, ...rest } = week;
    onChange(kept.length > 0 ? { ...rest, [day]: kept as Span[] } : rest);
  };
  const like = (source: Weekday) =>
    onChange(Object.fromEntries(WEEKDAYS.slice(0, 5).map(([day]) => [day, week[source] ?? []])));
  return (
    <div class="week-grid">
      <Scroll label={label}>
        <table class="week">
          <caption class="sr">{label}</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Open</th>
              <th scope="col">And again</th>
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map(([day, name]) => {
              const spans = week[day] ?? [];
              const problem = fault(day);
              return (
                <tr key={day}>
                  <th scope="row">
                    {name}
                    {spans.length === 0 && <span class="muted"> closed</span>}
                    {problem && (
                      <span class="problem" id={`${label}-${day}-problem`}>
                        {problem}
                      </span>
                    )}
                  </th>
                  {Array.from({ length: SPANS }, (_, index) => (
                    <td key={index}>
                      {([0, 1] as const).map((end) => (
                        <input
                          key={end}
                          type="time"
                          aria-label={`${name}, ${index === 0 ? "" : "again "}${end === 0 ? "from" : "to"}`}
                          aria-invalid={problem !== undefined}
                          aria-describedby={problem && `${label}-${day}-problem`}
                          disabled={index > spans.length}
                          value={shown(spans[index]?.[end])}
                          onInput={({ currentTarget }) => put(day, index, end, currentTarget.value)}
                        />
                      ))}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <button type="button" class="link" onClick={() => like(1)}>
        Monday's times for Monday to Friday, the weekend closed
      </button>
    </div>
  );
}
